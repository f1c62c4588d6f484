package dev.sotto.loadtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scenarios that operators get, played by Debian's sipp against a whole gateway: an outside check of it and of them. */
class SippScenariosIT {
    private static final House HOUSE = House.get();
    private static final Path SCENARIOS = Path.of("src/main/sipp");

    @TempDir
    Path folder;

    @BeforeAll
    static void needsSipp() {
        boolean there = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(path -> Files.isExecutable(Path.of(path, "sipp")));
        if (!there && "true".equals(System.getenv("CI"))) {
            throw new AssertionError("sipp is not installed: apt-get install sip-tester");
        }
        if (!there) {
            System.err.println("SKIPPED: SippScenariosIT needs sipp (Debian package sip-tester)");
        }
        assumeTrue(there, "sipp is not installed");
    }

    @ParameterizedTest
    @CsvSource({
        "options, shop, 2",
        "call, echo, 5",
        "hold, shop, 2",
        "keys-info, shop, 1",
        "no-common-sound, shop, 2",
        "malformed, shop, 2"
    })
    void everyCallOfTheScenarioSucceeds(String scenario, String user, int calls) throws Exception {
        InetSocketAddress server = HOUSE.banner.sip();
        Path told = folder.resolve("sipp.txt");
        Process sipp = new ProcessBuilder(
                        "sipp",
                        "-sf",
                        SCENARIOS.resolve(scenario + ".xml").toAbsolutePath().toString(),
                        "-s",
                        user,
                        "-i",
                        "127.0.0.1",
                        "-mi",
                        "127.0.0.1",
                        "-d",
                        "1000",
                        "-m",
                        Integer.toString(calls),
                        "-r",
                        "5",
                        "-timeout",
                        "50s",
                        "-nostdin",
                        "-trace_err",
                        "-error_file",
                        "errors.txt",
                        "127.0.0.1:" + server.getPort())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(told.toFile())
                .start();
        try {
            assertThat(sipp.waitFor(60, TimeUnit.SECONDS)).as("sipp ends").isTrue();
            assertThat(sipp.exitValue())
                    .as("exit code, 0: all calls succeeded; it said:%n%s", errors())
                    .isZero();
        } finally {
            sipp.destroyForcibly();
        }
    }

    private String errors() throws Exception {
        Path errors = folder.resolve("errors.txt");
        return Files.exists(errors) ? Files.readString(errors) : "nothing";
    }
}
