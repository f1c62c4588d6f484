package dev.sotto.gateway.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.sip.SipPhone;
import dev.sotto.gateway.sip.message.SipRequest;
import io.vertx.core.json.JsonObject;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** "We'll call you back", from the promise to the refund; a whole gateway, a phone that speaks raw SIP. */
class CallBackIT {
    @TempDir
    static Path data;

    private static WholeGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        gateway = WholeGateway.start(data, Map.of("SOTTO_CALLS_GAP", "0s", "SOTTO_CALLS_RETRY_AFTER", "1s"));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void promisedCallIsMadeWhenAPersonHasAnsweredAndTheRefundIsBookedOnce() throws Exception {
        try (SipPhone phone = new SipPhone(gateway.sip(), "call-back");
                DatagramSocket rtp = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            String sdp = WholeGateway.SDP.formatted(rtp.getLocalPort());
            JsonObject promised = promised(phone, sdp);
            String conversation = promised.getString("conversation");
            approve(conversation);

            SipRequest invite = phone.awaitCall();
            phone.answer(invite, "180 Ringing", "");
            phone.answer(invite, "200 OK", sdp);
            phone.await("ACK");
            WholeGateway.eventually(
                    () -> transcript(conversation), said -> said.contains("Shall I go ahead with it now?"));
            assertThat(refunds(conversation))
                    .as("nothing is booked before the callee agrees")
                    .isEmpty();
            phone.press(invite, '1');
            WholeGateway.eventually(() -> transcript(conversation), said -> said.contains("Done."));
            phone.hangUp(invite);

            JsonObject ended = WholeGateway.eventually(
                    () -> gateway.get("/v1/calls/" + promised.getString("call")),
                    call -> call.getString("state").equals("ended"));
            assertThat(ended.getInteger("tries")).isEqualTo(1);
            assertThat(refunds(conversation)).hasSize(1);
            String before = promised.getString("promised_in");
            assertThat(types(before)).contains("CallPromised");
            assertThat(WholeGateway.eventually(() -> types(before), types -> types.contains("CallBackEnded")))
                    .containsSubsequence("CallPromised", "CustomerLeft", "CallBackEnded");
            assertThat(types(conversation)).containsSubsequence("Began", "TakenUp", "GuidanceAnswered", "Reached");
        }
    }

    /** A caller wants a refund, nobody is at a desk, the task promises to call back; the caller hangs up. */
    private static JsonObject promised(SipPhone phone, String sdp) throws Exception {
        phone.callTo("refund", sdp);
        for (char key : "482913".toCharArray()) {
            phone.press(key);
        }
        JsonObject promised = WholeGateway.eventually(
                        () -> gateway.list("/v1/calls?state=waiting", "calls"), calls -> !calls.isEmpty())
                .get(0);
        WholeGateway.eventually(
                () -> transcript(promised.getString("promised_in")), said -> said.contains("call you back"));
        phone.hangUp();
        return promised;
    }

    private static void approve(String conversation) {
        String ada = gateway.signIn("ada");
        gateway.send(
                "PUT",
                "/v1/agents/me/presence",
                ada,
                new JsonObject().put("presence", "available").put("capacity", 6));
        String card = WholeGateway.eventually(
                        () -> gateway.list("/v1/guidance?state=open", "guidance").stream()
                                .filter(open -> open.getString("conversation").equals(conversation))
                                .toList(),
                        cards -> !cards.isEmpty())
                .get(0)
                .getString("id");
        JsonObject answer =
                gateway.post("/v1/guidance/" + card + "/answer", ada, new JsonObject().put("answer", "approve"));
        assertThat(answer.getString("outcome")).as(answer.encode()).isEqualTo("accepted");
    }

    private static String transcript(String conversation) {
        return String.valueOf(gateway.get("/v1/conversations/" + conversation).getValue("transcript"));
    }

    private static List<String> types(String conversation) {
        return gateway.list("/v1/conversations/" + conversation + "/journal", "entries").stream()
                .map(entry -> entry.getString("type"))
                .toList();
    }

    private static List<JsonObject> refunds(String conversation) {
        return gateway.list("/v1/conversations/" + conversation + "/journal", "entries").stream()
                .filter(entry -> entry.getString("type").equals("ToolReturned"))
                .map(entry -> entry.getJsonObject("data").getJsonObject("value"))
                .filter(value -> value != null && value.containsKey("refund"))
                .toList();
    }
}
