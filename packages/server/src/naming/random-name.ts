import { randomInt } from "node:crypto";

const ADJECTIVES = (
  "able amber bold brave brisk calm clever cosmic crisp curious daring deft eager early easy fair fancy " +
  "fleet fond frank fresh gentle glad golden grand happy hardy honest humble jolly keen kind lively loyal lucid " +
  "lucky mellow merry mighty mild modest neat nimble noble patient placid polite proud quick quiet rapid ready " +
  "robust rosy serene sharp silent silver sleek smart solid spry stable steady sturdy subtle sunny swift tidy " +
  "trusty upbeat valiant vivid warm wise witty zesty"
).split(" ");

const NOUNS = (
  "badger beaver bison bream camel carp cod condor crane crow deer dingo dove duck eagle eel egret elk falcon " +
  "ferret finch fox frog gecko goose gull hare hawk heron horse ibex ibis jackal jay koala lark lemur lion llama " +
  "lynx marmot marten mole moose moth mouse newt ocelot orca otter owl panda perch pike pony puffin puma quail " +
  "rabbit raven robin salmon seal shrew skua sloth snipe sparrow squid stoat stork swan tapir tern tiger toad " +
  "trout turtle viper vole walrus weasel whale wolf wren yak zebra"
).split(" ");

/** A name for what was given none, in the form of MLflow's: adjective, animal, number. At most 20 characters. */
export const randomName = (): string => `${pick(ADJECTIVES)}-${pick(NOUNS)}-${randomInt(1001)}`;

const pick = (words: readonly string[]) => words[randomInt(words.length)];
