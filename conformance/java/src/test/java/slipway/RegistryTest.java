package slipway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mlflow.api.proto.ModelRegistry.ModelVersion;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.MlflowHttpException;

/** The model registry through MLflow's Java client, which writes to it with plain calls. */
class RegistryTest {
  private final MlflowClient client = new MlflowClient();
  // Without a space: the client encodes the name for the Python client, which takes it as it is.
  private final String name = "java-" + UUID.randomUUID();

  private void post(String path, String body) {
    client.sendPost(path, body.replace('\'', '"'));
  }

  private void addVersion(String run) {
    String source = client.getRun(run).getInfo().getArtifactUri() + "/model";
    String body = "{'name': '" + name + "', 'source': '" + source + "', 'run_id': '" + run + "'}";
    post("model-versions/create", body);
  }

  @Test
  void versionsMoveThroughStagesAndAreDownloaded(@TempDir Path folder) throws IOException {
    post("registered-models/create", "{'name': '" + name + "', 'description': 'of Java'}");
    Files.writeString(folder.resolve("weights.txt"), "1 2 3\n");
    String run = client.createRun(client.createExperiment(name)).getRunId();
    client.logArtifacts(run, folder.toFile(), "model");
    addVersion(run);
    addVersion(run);
    String moved = "{'name': '" + name + "', 'version': '1', 'stage': 'Production'}";
    post("model-versions/transition-stage", moved);
    assertEquals("of Java", client.getRegisteredModel(name).getDescription());
    ModelVersion version = client.getModelVersion(name, "1");
    assertEquals(List.of(run, "Production"), List.of(version.getRunId(), version.getCurrentStage()));
    List<String> latest =
        client.getLatestVersions(name).stream()
            .map(one -> one.getVersion() + " " + one.getCurrentStage())
            .sorted()
            .collect(Collectors.toList());
    assertEquals(List.of("1 Production", "2 None"), latest);
    assertEquals("1", client.getLatestVersions(name, List.of("Production")).get(0).getVersion());
    assertTrue(client.getModelVersionDownloadUri(name, "1").contains(run));
    Path downloaded = client.downloadModelVersion(name, "1").toPath();
    assertEquals("1 2 3\n", Files.readString(downloaded.resolve("weights.txt")));
    assertEquals(2, client.searchModelVersions("name = '" + name + "'").getItems().size());
  }

  @Test
  void whatIsUnknownIsNotFound() {
    MlflowHttpException unknown =
        assertThrows(MlflowHttpException.class, () -> client.getModelVersion(name, "1"));
    assertEquals(404, unknown.getStatusCode());
  }
}
