package dev.sotto.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.gateway.sip.message.SipLimits;
import dev.sotto.gateway.sip.message.SipMessage;
import dev.sotto.gateway.sip.message.SipParser;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.transport.Protocol;
import dev.sotto.gateway.sip.transport.TransportSettings;
import dev.sotto.gateway.web.Origins;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls over WebSocket (RFC 7118) with Java's own client. */
@Timeout(60)
class WebSocketCallIT {
    private static final String PAGE = "https://phone.test";
    private final Caller caller = new Caller("ws", "df7jal23ls0d.invalid", 5060, Protocol.WS);
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private LiveEndpoint live;

    @BeforeEach
    void bind() throws Exception {
        TransportSettings.WebSocket webSocket = new TransportSettings.WebSocket(0, new Origins(Set.of(PAGE)));
        live = new LiveEndpoint(
                SipSettings.DEFAULT.withTransports(TransportSettings.DEFAULT.withWebSocket(webSocket)),
                call -> call.answer(Caller.SDP),
                "127.0.0.1",
                null);
    }

    @AfterEach
    void close() throws Exception {
        live.close();
    }

    private WebSocket open(String path, @Nullable String subprotocol, @Nullable String origin) throws Exception {
        WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
        if (subprotocol != null) {
            builder.subprotocols(subprotocol);
        }
        if (origin != null) {
            builder.header("Origin", origin);
        }
        URI uri = URI.create("ws://127.0.0.1:" + live.address(Protocol.WS).getPort() + path);
        return builder.buildAsync(uri, new Ear()).get(10, TimeUnit.SECONDS);
    }

    private SipMessage hear() throws Exception {
        String text = heard.poll(10, TimeUnit.SECONDS);
        assertThat(text).as("something is heard").isNotNull();
        return new SipParser(SipLimits.DEFAULT).parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private SipResponse hear(int status) throws Exception {
        while (true) {
            if (hear() instanceof SipResponse response && response.status() == status) {
                return response;
            }
        }
    }

    @Test
    void callerIsAnsweredAndHungUp() throws Exception {
        WebSocket socket = open("/sip", "sip", PAGE);
        assertThat(socket.getSubprotocol()).isEqualTo("sip");
        // one message in two frames
        String invite = caller.invite();
        socket.sendText(invite.substring(0, 40), false).get(10, TimeUnit.SECONDS);
        socket.sendText(invite.substring(40), true).get(10, TimeUnit.SECONDS);
        SipResponse ok = hear(200);
        assertThat(ok.headers().first("Contact"))
                .isEqualTo("<sip:sotto@127.0.0.1:" + live.address(Protocol.WS).getPort() + ";transport=ws>");
        assertThat(ok.headers().first("Via")).contains("received=127.0.0.1");
        socket.sendText(caller.heard(ok).ack(), true).get(10, TimeUnit.SECONDS);
        live.eventually("acknowledged", () -> live.calls.events.contains("acknowledged null"));
        live.onLoop(() -> live.calls.last().hangUp("done"));
        SipRequest bye = (SipRequest) hear();
        assertThat(bye.headers().first("Via")).startsWith("SIP/2.0/WS ");
        socket.sendText(caller.okTo(bye), true).get(10, TimeUnit.SECONDS);
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(10, TimeUnit.SECONDS);
        live.eventually("closed", () -> live.meters.of(Protocol.WS) == 0);
    }

    @Test
    void keepAliveIsAnswered() throws Exception {
        WebSocket socket = open("/sip", "sip", null);
        socket.sendText("\r\n\r\n", true).get(10, TimeUnit.SECONDS);
        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("\r\n");
        socket.abort();
    }

    @Test
    void closedWebSocketMakesOurByeFailAtOnce() throws Exception {
        WebSocket socket = open("/sip", "sip", null);
        socket.sendText(caller.invite(), true).get(10, TimeUnit.SECONDS);
        socket.sendText(caller.heard(hear(200)).ack(), true).get(10, TimeUnit.SECONDS);
        live.eventually("acknowledged", () -> live.calls.events.contains("acknowledged null"));
        socket.abort();
        live.eventually("closed", () -> live.meters.of(Protocol.WS) == 0);
        live.onLoop(() -> live.calls.last().hangUp("done"));
        live.eventually("ended", () -> live.calls.events.contains("lost BYE not answered"));
    }

    @Test
    void strangersPagesPathsAndSubprotocolsAreRefused() {
        assertThat(refusal("/sip", "sip", "https://evil.test")).isEqualTo(403);
        assertThat(refusal("/sip", "sip", "null")).isEqualTo(403);
        assertThat(refusal("/else", "sip", PAGE)).isEqualTo(404);
        assertThat(refusal("/sip", "chat", PAGE)).isEqualTo(400);
        assertThat(refusal("/sip", null, PAGE)).isEqualTo(400);
    }

    private int refusal(String path, @Nullable String subprotocol, String origin) {
        int[] status = new int[1];
        assertThatThrownBy(() -> open(path, subprotocol, origin))
                .isInstanceOf(ExecutionException.class)
                .satisfies(e -> status[0] = ((WebSocketHandshakeException) e.getCause())
                        .getResponse()
                        .statusCode());
        return status[0];
    }

    /** Puts whole messages into the queue. */
    private final class Ear implements WebSocket.Listener {
        private final StringBuilder part = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                heard.add(part.toString());
                part.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }
}
