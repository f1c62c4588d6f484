package dev.sotto.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sotto.gateway.sip.transport.Hop;
import dev.sotto.gateway.sip.transport.SipMeters;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.io.File;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An outside peer is called: Debian's sipp, by its built-in scenario and by ours. */
class SippCalleeIT {
    private static final int CALLS = 20;
    private static final String OK = """
              <recv request="ACK"/>
              <recv request="BYE"/>
              <send><![CDATA[SIP/2.0 200 OK
            [last_Via:]
            [last_From:]
            [last_To:]
            [last_Call-ID:]
            [last_CSeq:]
            Content-Length: 0

            ]]></send>
            """;

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private SipEndpoint endpoint;
    private ContextInternal context;

    @BeforeAll
    static void needsSipp() {
        boolean there = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(path -> Files.isExecutable(Path.of(path, "sipp")));
        if (!there && "true".equals(System.getenv("CI"))) {
            throw new AssertionError("sipp is not installed: apt-get install sip-tester");
        }
        if (!there) {
            System.err.println("SKIPPED: SippCalleeIT needs sipp (Debian package sip-tester)");
        }
        assumeTrue(there, "sipp is not installed");
    }

    @BeforeEach
    void bind() throws Exception {
        context = (ContextInternal) vertx.getOrCreateContext();
        endpoint = new SipEndpoint(
                context.nettyEventLoop(), SipSettings.DEFAULT, call -> call.refuse(486, ""), SipMeters.NONE);
        endpoint.bind("127.0.0.1", 0).toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() throws Exception {
        endpoint.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void twentyCallsToItsBuiltInPhone() throws Exception {
        assertThat(called(CALLS, Duration.ofSeconds(20), "-sn", "uas")).isZero();
        assertThat(heard).filteredOn("acknowledged"::equals).hasSize(CALLS);
        assertThat(heard).filteredOn("ringing"::equals).hasSize(CALLS);
    }

    @Test
    void busy() throws Exception {
        assertThat(called(
                        1,
                        Duration.ofSeconds(20),
                        scenario(response("486 Busy Here", false) + "<recv request=\"ACK\"/>")))
                .isZero();
        assertThat(heard).containsExactly("BUSY");
    }

    @Test
    void earlyMediaThenTheAnswer() throws Exception {
        String scenario = response("183 Session Progress", true) + "<pause milliseconds=\"300\"/>"
                + response("200 OK", true) + OK;
        assertThat(called(1, Duration.ofSeconds(20), scenario(scenario))).isZero();
        assertThat(heard).containsExactly("early", "answered", "acknowledged");
    }

    @Test
    void noAnswerIsCancelled() throws Exception {
        String scenario = response("180 Ringing", false) + "<recv request=\"CANCEL\"/>" + answerCancel() + terminated()
                + "<recv request=\"ACK\"/>";
        assertThat(called(1, Duration.ofSeconds(8), scenario(scenario))).isZero();
        assertThat(heard).containsExactly("ringing", "NO_ANSWER");
    }

    @Test
    void answerThatCrossesTheCancelIsHungUpOn() throws Exception {
        String scenario = response("180 Ringing", false) + "<recv request=\"CANCEL\"/>" + answerCancel()
                + late("200 OK", true) + OK;
        assertThat(called(1, Duration.ofSeconds(8), scenario(scenario))).isZero();
        assertThat(heard).containsExactly("ringing", "NO_ANSWER");
    }

    /** sipp's exit code, 0: every call went as the scenario says. */
    private int called(int calls, Duration patience, String... how) throws Exception {
        int port = freePort();
        var command = new java.util.ArrayList<>(List.of("sipp"));
        command.addAll(List.of(how));
        command.addAll(List.of(
                "-i",
                "127.0.0.1",
                "-p",
                Integer.toString(port),
                "-m",
                Integer.toString(calls),
                "-timeout",
                "30s",
                "-nostdin"));
        Process sipp = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("sipp.txt").toFile())
                .start();
        try {
            // until sipp listens, the INVITEs are sent again
            CompletableFuture<?>[] over = new CompletableFuture<?>[calls];
            for (int n = 0; n < calls; n++) {
                over[n] = call(port, patience);
            }
            CompletableFuture.allOf(over).get(40, TimeUnit.SECONDS);
            assertThat(sipp.waitFor(40, TimeUnit.SECONDS))
                    .as(() -> "sipp ends; " + heard)
                    .isTrue();
            return sipp.exitValue();
        } finally {
            sipp.destroyForcibly();
        }
    }

    private CompletableFuture<Void> call(int port, Duration patience) {
        CompletableFuture<Void> over = new CompletableFuture<>();
        Hop hop = Hop.udp(new InetSocketAddress("127.0.0.1", port));
        CallPlan plan = CallPlan.to("sip:service@127.0.0.1:" + port, hop, Caller.SDP, patience);
        context.nettyEventLoop().execute(() -> endpoint.call(plan, new Recorder(over)));
        return over;
    }

    private static int freePort() throws Exception {
        try (DatagramSocket probe = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    private String[] scenario(String steps) throws Exception {
        Path file = folder.resolve("scenario.xml");
        Files.writeString(
                file,
                "<?xml version=\"1.0\"?>\n<scenario name=\"callee\">\n<recv request=\"INVITE\" rrs=\"true\">"
                        + "<action><ereg regexp=\".*\" search_in=\"hdr\" header=\"Via:\" assign_to=\"via\"/>"
                        + "<ereg regexp=\".*\" search_in=\"hdr\" header=\"CSeq:\" assign_to=\"cseq\"/></action></recv>\n"
                        + "<Reference variables=\"via,cseq\"/>\n"
                        + steps
                        + "\n</scenario>\n");
        return new String[] {"-sf", file.toString()};
    }

    private static String response(String status, boolean sdp) {
        return message(status, "[last_Via:]", "[last_CSeq:]", sdp);
    }

    /** To the INVITE, when another request has come since. */
    private static String late(String status, boolean sdp) {
        return message(status, "Via:[$via]", "CSeq:[$cseq]", sdp);
    }

    private static String terminated() {
        return late("487 Request Terminated", false);
    }

    private static String answerCancel() {
        return message("200 OK", "[last_Via:]", "[last_CSeq:]", false);
    }

    private static String message(String status, String via, String cseq, boolean sdp) {
        String body = sdp
                ? "Content-Type: application/sdp\nContent-Length: [len]\n\nv=0\no=u 1 1 IN IP[local_ip_type] [local_ip]\ns=-\n"
                        + "c=IN IP[media_ip_type] [media_ip]\nt=0 0\nm=audio [media_port] RTP/AVP 0\n"
                : "Content-Length: 0\n\n";
        return "<send><![CDATA[SIP/2.0 " + status + "\n" + via + "\n[last_From:]\n[last_To:];tag=[pid]T[call_number]\n"
                + "[last_Call-ID:]\n" + cseq + "\nContact: <sip:[local_ip]:[local_port]>\n" + body + "]]></send>\n";
    }

    /** Hears one call; hangs up as soon as it is up. */
    private final class Recorder implements OutgoingHandler, CallHandler {
        private final CompletableFuture<Void> over;
        private @Nullable OutgoingCall call;

        Recorder(CompletableFuture<Void> over) {
            this.over = over;
        }

        @Override
        public void onRinging() {
            heard.add("ringing");
        }

        @Override
        public void onEarlyMedia(String sdp) {
            heard.add("early");
        }

        @Override
        public void onAnswered(OutgoingCall answered, String sdp) {
            heard.add("answered");
            call = answered;
            answered.handler(this);
        }

        @Override
        public void onFailed(CallFailure failure) {
            heard.add(failure.kind().name());
            over.complete(null);
        }

        @Override
        public void onAcknowledged(@Nullable String sdp) {
            heard.add("acknowledged");
            if (call != null) {
                call.hangUp("done");
            }
            over.complete(null);
        }

        @Override
        public void onCancelled() {}

        @Override
        public void onHungUp(@Nullable String reason) {}

        @Override
        public @Nullable String onReoffer(@Nullable String sdp) {
            return null;
        }

        @Override
        public void onDigit(char digit) {}

        @Override
        public void onLost(String reason) {
            heard.add("lost: " + reason);
        }
    }
}
