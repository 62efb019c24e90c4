"""A small labelled text corpus: four topics, drawn from word lists by a fixed seed."""

import random

TOPICS = {
    "cooking": "oven butter flour simmer garlic onion recipe salt whisk bake dough pepper soup knife basil",
    "sailing": "mast rudder harbour sail wind anchor hull tack keel jib buoy tide deck rope crew",
    "astronomy": "orbit comet telescope star planet eclipse galaxy lens meteor moon nebula crater dust ring night",
    "gardening": "seed soil prune compost root blossom hedge spade water weed tulip shade mulch pot frost",
}
COMMON = "the a we was and then very with some after before today again little many".split()


def documents(count, seed):
    """`count` texts and their labels; half of the words of a text are of its topic."""
    draw = random.Random(seed)
    labels = [draw.choice(sorted(TOPICS)) for _ in range(count)]
    return [_text(label, draw) for label in labels], labels


def _text(label, draw):
    own = TOPICS[label].split()
    other = " ".join(words for topic, words in TOPICS.items() if topic != label).split()
    return " ".join(draw.choice(draw.choice([own, own, other, COMMON])) for _ in range(12))
