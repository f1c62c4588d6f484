package dev.sotto.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sotto.gateway.sip.transport.SipMeters;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.io.File;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An outside peer: Debian's sipp with its built-in caller. */
class SippIT {
    private static final int CALLS = 50;

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
            System.err.println("SKIPPED: SippIT needs sipp (Debian package sip-tester)");
        }
        assumeTrue(there, "sipp is not installed");
    }

    @Test
    void fiftyCallsOfSippSucceed() throws Exception {
        fiftyCalls("u1");
    }

    @Test
    void fiftyCallsOfSippOverOneTcpConnectionSucceed() throws Exception {
        fiftyCalls("t1");
    }

    @Test
    void fiftyCallsOfSippOverATcpConnectionEachSucceed() throws Exception {
        fiftyCalls("tn");
    }

    private void fiftyCalls(String transport) throws Exception {
        Vertx vertx = Vertx.vertx();
        RecordingCalls calls = new RecordingCalls(call -> {
            call.ringing();
            call.answer(Caller.SDP);
        });
        ContextInternal context = (ContextInternal) vertx.getOrCreateContext();
        SipEndpoint endpoint = new SipEndpoint(context.nettyEventLoop(), SipSettings.DEFAULT, calls, SipMeters.NONE);
        InetSocketAddress address = endpoint.bind("127.0.0.1", 0)
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        try {
            assertThat(sipp(address, transport))
                    .as("exit code, 0: all calls succeeded")
                    .isZero();
        } finally {
            endpoint.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
        assertThat(calls.events).filteredOn("acknowledged null"::equals).hasSize(CALLS);
        assertThat(calls.events).filteredOn("hung up null"::equals).hasSize(CALLS);
    }

    private int sipp(InetSocketAddress address, String transport) throws Exception {
        Process sipp = new ProcessBuilder(
                        "sipp",
                        "-sn",
                        "uac",
                        "-t",
                        transport,
                        "-max_socket",
                        "1000",
                        "-i",
                        "127.0.0.1",
                        "-m",
                        Integer.toString(CALLS),
                        "-r",
                        "25",
                        "-d",
                        "100",
                        "-timeout",
                        "30s",
                        "-nostdin",
                        "127.0.0.1:" + address.getPort())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("sipp.txt").toFile())
                .start();
        try {
            assertThat(sipp.waitFor(60, TimeUnit.SECONDS)).as("sipp ends").isTrue();
            return sipp.exitValue();
        } finally {
            sipp.destroyForcibly();
        }
    }
}
