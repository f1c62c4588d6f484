package dev.sotto.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may hear a recorded call, and parts of it. */
class RecordingIT {
    private static final String PATH = "/v1/conversations/call-7/recording";
    private static EdgeUnderTest edge;
    private static byte[] recorded;

    @BeforeAll
    static void start() throws IOException {
        edge = new EdgeUnderTest();
        recorded = new byte[200_000];
        for (int i = 0; i < recorded.length; i++) {
            recorded[i] = (byte) (i * 31 + i / 256);
        }
        Files.createDirectories(edge.recordings);
        Files.write(edge.recordings.resolve("call-7.wav"), recorded);
    }

    @AfterAll
    static void stop() throws IOException {
        edge.close();
        Files.deleteIfExists(edge.recordings.resolve("call-7.wav"));
        Files.deleteIfExists(edge.recordings);
    }

    private static HttpResponse<Buffer> part(String range) {
        return EdgeUnderTest.await(WebClient.create(edge.vertx)
                .request(HttpMethod.GET, edge.port, "127.0.0.1", PATH)
                .putHeader("Authorization", "Bearer " + EdgeUnderTest.API_KEY)
                .putHeader("Accept-Encoding", "gzip")
                .putHeader("Range", range)
                .send());
    }

    @Test
    void supervisorsAndIntegratorsHearAllOfIt() {
        for (String credential : new String[] {edge.signIn("sue"), EdgeUnderTest.API_KEY}) {
            HttpResponse<Buffer> answer = edge.get(PATH, credential);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.getHeader("Content-Type")).isEqualTo("audio/wav");
            assertThat(answer.getHeader("Accept-Ranges")).isEqualTo("bytes");
            assertThat(answer.getHeader("Cache-Control")).contains("no-store");
            assertThat(answer.body().getBytes()).isEqualTo(recorded);
        }
    }

    @Test
    void agentsAndStrangersDoNot() {
        assertThat(edge.get(PATH, edge.signIn("ada")).statusCode()).isEqualTo(403);
        assertThat(edge.get(PATH, null).statusCode()).isEqualTo(401);
    }

    @Test
    void aPartIsSentAsThatPart() {
        HttpResponse<Buffer> answer = part("bytes=1000-1999");
        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(answer.getHeader("Content-Range")).isEqualTo("bytes 1000-1999/200000");
        assertThat(answer.getHeader("Content-Length")).isEqualTo("1000");
        assertThat(answer.body().getBytes()).isEqualTo(Arrays.copyOfRange(recorded, 1_000, 2_000));
    }

    @Test
    void aPartThatIsNotThereIsRefused() {
        HttpResponse<Buffer> answer = part("bytes=200000-");
        assertThat(answer.statusCode()).isEqualTo(416);
        assertThat(answer.getHeader("Content-Range")).isEqualTo("bytes */200000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"call-8", "..%2fcall-7", "call-7.wav", "%2e%2e", "call-7%00"})
    void nothingElseIsFound(String id) {
        int status = edge.get("/v1/conversations/" + id + "/recording", EdgeUnderTest.API_KEY)
                .statusCode();
        assertThat(status).isIn(400, 404);
    }
}
