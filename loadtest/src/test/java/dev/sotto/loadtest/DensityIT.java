package dev.sotto.loadtest;

import static dev.sotto.loadtest.House.awaitLong;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sotto.loadtest.density.Callers;
import dev.sotto.loadtest.density.Density;
import dev.sotto.loadtest.density.EchoLimit;
import dev.sotto.loadtest.density.Growth;
import dev.sotto.loadtest.density.MediaMix;
import dev.sotto.loadtest.density.Peer;
import dev.sotto.loadtest.phone.Impairment;
import dev.sotto.loadtest.report.Progress;
import dev.sotto.loadtest.report.Report;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.File;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Small runs of the experiment against a real gateway; its process is this one, too. */
@Isolated("measures")
class DensityIT {
    private static final House HOUSE = House.get();
    private static final OptionalLong PID =
            OptionalLong.of(ProcessHandle.current().pid());
    private static final MediaMix EVERYTHING = MediaMix.parse("pcmu,pcma,g722,opus,srtp");

    private static Peer peer(String name, String user) {
        URI http = URI.create("http://127.0.0.1:" + HOUSE.banner.httpPort());
        return new Peer(name, HOUSE.banner.sip(), user, PID, http);
    }

    private static Report run(List<Peer> peers, Growth growth, Callers callers) {
        var plan = new Density.Plan(peers, growth, callers, InetAddress.getLoopbackAddress(), 1);
        return awaitLong(new Density(HOUSE.vertx, HOUSE.voice, plan, new Progress()).run());
    }

    private static JsonArray rows(Report report, int table) {
        return report.json().getJsonArray("tables").getJsonObject(table).getJsonArray("rows");
    }

    @Test
    void everyCodecAndEncryptedSoundIsHeardBothWays() {
        Callers callers = Callers.PLAIN.with(EVERYTHING);

        Report report = run(List.of(peer("echo", "echo")), Growth.to(10, Duration.ofSeconds(3)), callers);

        assertThat(report.figure("calls")).as(report.toString()).isEqualTo("{held to the end=10}");
        assertThat(report.figure("calls with sound"))
                .as("what we said, in five formats, came back")
                .isEqualTo("10 of 10");
        assertThat((Long) report.figure("packets received")).isGreaterThan(10 * 100L);
        assertThat(report.figure("server: sent late over 10 ms").toString()).doesNotEndWith(" of 0");
        assertThat((Long) report.figure("server: calls per core")).isPositive();
    }

    @Test
    void whatWeLoseAndDelayOurselvesIsCountedApart() {
        Callers callers = Callers.PLAIN.with(new Impairment(20, 3, 60));

        Report report = run(List.of(peer("prompt", "prompt")), Growth.to(6, Duration.ofSeconds(3)), callers);

        assertThat(report.figure("calls with sound")).as(report.toString()).isEqualTo("6 of 6");
        long sent = (Long) report.figure("packets sent");
        long withheld = (Long) report.figure("injected: packets of ours that never left");
        assertThat(sent).isPositive();
        assertThat((double) withheld / (sent + withheld)).isBetween(0.05, 0.4);
        assertThat((Long) report.figure("injected: packets of ours that left late"))
                .isPositive();
        assertThat((Long) report.figure("injected: packets of the server's that we ignored"))
                .isPositive();
        assertThat((Long) report.figure("lost"))
                .as("nothing of the server's really")
                .isZero();
    }

    @Test
    void itGrowsInStepsAndServersTakeTurns() {
        // whatever else the machine has to do: how punctual we are is not what is checked here
        var growth = new Growth(List.of(2, 5), Duration.ofSeconds(1), Duration.ZERO, 50, 1);

        Report report = run(List.of(peer("prompt", "prompt"), peer("echo", "echo")), growth, Callers.PLAIN);

        assertThat(rows(report, 0)).hasSize(4).allSatisfy(row -> {
            JsonObject step = (JsonObject) row;
            assertThat(step.getInteger("up")).isEqualTo(step.getInteger("calls"));
            assertThat(step.getLong("packets")).isPositive();
            assertThat(step.getLong("memory MiB")).isPositive();
            assertThat(step.getLong("heap MiB")).isPositive();
        });
        assertThat(rows(report, 1).getJsonObject(2).getDouble("echo")).isPositive();
        assertThat(report.figure("calls to echo")).isEqualTo("{held to the end=7}");
    }

    @Test
    void refusalsEndTheGrowthAndSayWhy() {
        var growth = new Growth(List.of(1, 2), Duration.ofMillis(200), Duration.ZERO, 50);

        Report report = run(List.of(peer("nobody", "no one@nowhere")), growth, Callers.PLAIN);

        assertThat(report.figure("calls").toString()).startsWith("{refused 4");
        assertThat(rows(report, 0)).hasSize(1);
        assertThat(report.json().getJsonArray("notes").getString(0)).contains("1 of 1 calls were not up (1 refused 4");
    }

    @Test
    void aBareEchoInCIsALimitToBeComparedWith() {
        assumeTrue(hasCompiler(), "there is no C compiler");
        EchoLimit echo = House.await(EchoLimit.start(HOUSE.vertx, InetAddress.getLoopbackAddress()));
        try {
            var growth = new Growth(List.of(12), Duration.ofSeconds(1), Duration.ZERO, 50, 1);

            Report report = run(List.of(peer("echo", "echo"), echo.peer()), growth, Callers.PLAIN);

            assertThat(report.figure("calls to " + EchoLimit.NAME)).isEqualTo("{held to the end=12}");
            JsonObject limit = rows(report, 0).getJsonObject(1);
            assertThat(limit.getInteger("with sound")).isEqualTo(12);
            assertThat(limit.getLong("packets")).isGreaterThan(12 * 20L);
        } finally {
            echo.stop();
        }
    }

    private static boolean hasCompiler() {
        boolean there = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(path -> Files.isExecutable(Path.of(path, "cc")));
        if (!there && "true".equals(System.getenv("CI"))) {
            throw new AssertionError("no C compiler: apt-get install gcc");
        }
        if (!there) {
            System.err.println("SKIPPED: a check of DensityIT needs a C compiler (Debian package gcc)");
        }
        return there;
    }
}
