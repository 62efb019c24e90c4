package slipway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mlflow.api.proto.Service.FileInfo;
import org.mlflow.api.proto.Service.Metric;
import org.mlflow.api.proto.Service.Param;
import org.mlflow.api.proto.Service.Run;
import org.mlflow.api.proto.Service.RunInfo;
import org.mlflow.api.proto.Service.RunStatus;
import org.mlflow.api.proto.Service.RunTag;
import org.mlflow.api.proto.Service.ViewType;
import org.mlflow.tracking.ActiveRun;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.MlflowContext;
import org.mlflow.tracking.MlflowHttpException;
import org.mlflow.tracking.RunsPage;

/** Experiments, runs and artifacts through MLflow's Java client; the server is MLFLOW_TRACKING_URI. */
class TrackingTest {
  private final MlflowClient client = new MlflowClient();

  private static String unique(String name) {
    return name + " " + UUID.randomUUID();
  }

  private static Map<String, String> paramsOf(Run run) {
    return run.getData().getParamsList().stream().collect(Collectors.toMap(Param::getKey, Param::getValue));
  }

  private static Map<String, Double> metricsOf(Run run) {
    return run.getData().getMetricsList().stream().collect(Collectors.toMap(Metric::getKey, Metric::getValue));
  }

  private static Map<String, String> tagsOf(Run run) {
    return run.getData().getTagsList().stream().collect(Collectors.toMap(RunTag::getKey, RunTag::getValue));
  }

  @Test
  void experimentsAreMadeRenamedDeletedAndFound() {
    String name = unique("größe");
    String id = client.createExperiment(name);
    client.setExperimentTag(id, "team", "news");
    assertEquals(id, client.getExperimentByName(name).orElseThrow().getExperimentId());
    String renamed = unique("renamed");
    client.renameExperiment(id, renamed);
    assertEquals(renamed, client.getExperiment(id).getName());
    assertEquals("news", client.getExperiment(id).getTags(0).getValue());
    assertEquals(1, client.searchExperiments("name = '" + renamed + "'").getItems().size());
    client.deleteExperiment(id);
    assertEquals("deleted", client.getExperiment(id).getLifecycleStage());
    client.restoreExperiment(id);
    assertFalse(client.getExperimentByName(unique("none")).isPresent());
    MlflowHttpException taken = assertThrows(MlflowHttpException.class, () -> client.createExperiment(renamed));
    assertEquals(400, taken.getStatusCode());
    assertTrue(taken.getBodyMessage().contains("RESOURCE_ALREADY_EXISTS"), taken.getBodyMessage());
  }

  @Test
  void runsKeepWhatIsLoggedOneByOneAndInBatches() {
    String experiment = client.createExperiment(unique("runs"));
    String id = client.createRun(experiment).getRunId();
    client.logParam(id, "lr", "0.1");
    for (int step = 0; step < 5; step++) client.logMetric(id, "loss", 1.0 / (step + 1), 1000 + step, step);
    client.logMetric(id, "nan", Double.NaN);
    client.setTag(id, "kind", "first");
    client.setTag(id, "gone", "soon");
    client.deleteTag(id, "gone");
    client.logBatch(
        id,
        List.of(Metric.newBuilder().setKey("accuracy").setValue(0.75).setTimestamp(5).setStep(1L << 54).build()),
        List.of(Param.newBuilder().setKey("model").setValue("bayes").build()),
        List.of(RunTag.newBuilder().setKey("kind").setValue("second").build()));
    client.setTerminated(id, RunStatus.FINISHED, 9000);
    Run run = client.getRun(id);
    assertEquals(RunStatus.FINISHED, run.getInfo().getStatus());
    assertEquals(9000, run.getInfo().getEndTime());
    assertEquals(Map.of("lr", "0.1", "model", "bayes"), paramsOf(run));
    assertEquals(Map.of("loss", 0.2, "nan", Double.NaN, "accuracy", 0.75), metricsOf(run));
    assertEquals("second", tagsOf(run).get("kind"));
    assertFalse(tagsOf(run).containsKey("gone"));
    List<Metric> history = client.getMetricHistory(id, "loss");
    assertEquals(List.of(0L, 1L, 2L, 3L, 4L), history.stream().map(Metric::getStep).collect(Collectors.toList()));
    assertEquals(1L << 54, client.getMetricHistory(id, "accuracy").get(0).getStep());
    MlflowHttpException changed =
        assertThrows(MlflowHttpException.class, () -> client.logParam(id, "lr", "0.2"));
    assertEquals(400, changed.getStatusCode());
    MlflowHttpException unknown = assertThrows(MlflowHttpException.class, () -> client.getRun("0".repeat(32)));
    assertEquals(404, unknown.getStatusCode());
    client.deleteRun(id);
    assertEquals("deleted", client.getRun(id).getInfo().getLifecycleStage());
    client.restoreRun(id);
  }

  @Test
  void searchesFilterOrderAndPage() {
    String experiment = client.createExperiment(unique("search"));
    List<String> ids =
        IntStream.range(0, 7)
            .mapToObj(
                index -> {
                  String id = client.createRun(experiment).getRunId();
                  client.logMetric(id, "accuracy", index / 10.0);
                  return id;
                })
            .collect(Collectors.toList());
    List<RunInfo> best = client.searchRuns(List.of(experiment), "metrics.accuracy > 0.45");
    assertEquals(2, best.size());
    RunsPage page =
        client.searchRuns(
            List.of(experiment), "", ViewType.ACTIVE_ONLY, 3, List.of("metrics.accuracy ASC"));
    StringBuilder found = new StringBuilder();
    for (int pages = 1; ; pages++) {
      page.getItems().forEach(run -> found.append(run.getInfo().getRunId()).append(' '));
      if (!page.hasNextPage()) {
        assertEquals(3, pages);
        break;
      }
      page = (RunsPage) page.getNextPage();
    }
    assertEquals(String.join(" ", ids) + " ", found.toString());
  }

  @Test
  void artifactsGoUpAndComeDown(@TempDir Path folder) throws IOException {
    String id = client.createRun(client.createExperiment(unique("artifacts"))).getRunId();
    Path model = Files.createDirectories(folder.resolve("model"));
    Files.writeString(model.resolve("weights.txt"), "1 2 3\n");
    client.logArtifacts(id, model.toFile(), "model");
    List<FileInfo> files = client.listArtifacts(id, "model");
    assertEquals(List.of("model/weights.txt"), files.stream().map(FileInfo::getPath).collect(Collectors.toList()));
    assertEquals(6, files.get(0).getFileSize());
    Path downloaded = client.downloadArtifacts(id, "model").toPath();
    assertEquals("1 2 3\n", Files.readString(downloaded.resolve("weights.txt")));
  }

  @Test
  void theFluentContextNestsRuns() {
    String name = unique("fluent");
    client.createExperiment(name);
    MlflowContext context = new MlflowContext(client).setExperimentName(name);
    ActiveRun parent = context.startRun("parent");
    parent.logParams(Map.of("a", "1", "b", "2"));
    parent.logMetrics(Map.of("x", 1.0, "y", 2.0), 3);
    parent.setTags(Map.of("kind", "fluent"));
    ActiveRun child = context.startRun("child", parent.getId());
    child.endRun(RunStatus.FAILED);
    parent.endRun();
    Run found = client.getRun(parent.getId());
    assertEquals(Map.of("a", "1", "b", "2"), paramsOf(found));
    assertEquals(Map.of("x", 1.0, "y", 2.0), metricsOf(found));
    assertEquals(RunStatus.FINISHED, found.getInfo().getStatus());
    assertEquals("parent", tagsOf(found).get("mlflow.runName"));
    assertEquals(RunStatus.FAILED, client.getRun(child.getId()).getInfo().getStatus());
    List<RunInfo> children =
        client.searchRuns(
            List.of(context.getExperimentId()), "tags.mlflow.parentRunId = '" + parent.getId() + "'");
    assertEquals(child.getId(), children.get(0).getRunId());
  }
}
