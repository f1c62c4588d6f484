package dev.sotto.gateway.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.sip.SipPhone;
import dev.sotto.gateway.sip.message.SipRequest;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code POST /v1/calls}: a whole gateway calls a phone that speaks raw SIP and sends sound. */
class PlacedCallIT {
    @TempDir
    static Path data;

    private static WholeGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        gateway = WholeGateway.start(
                data,
                Map.of("SOTTO_CALLS_GAP", "0s", "SOTTO_CALLS_RETRY_AFTER", "500ms", "SOTTO_CALLS_RETRY_TRIES", "2"));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void personSaysHelloAndHearsWhoCallsAndWhyAndTheTaskGoesOn() throws Exception {
        try (SipPhone phone = new SipPhone(gateway.sip(), "person");
                SoundSource sound = new SoundSource()) {
            JsonObject taken = order(
                    phone,
                    new JsonObject()
                            .put("task", "refund")
                            .put("variables", new JsonObject().put("order_number", "482913")));
            SipRequest invite = answered(phone, sound);

            sound.play(SoundSource.voice(700), 3_000);
            long after = sound.millisUntilHeard();
            assertThat(after).as("from the end of the hello to our first sound").isLessThan(2_500);
            String conversation = taken.getString("conversation");
            String said = WholeGateway.eventually(() -> transcript(conversation), text -> text.contains("refund"));
            assertThat(said).contains("Hello, this is the assistant of Harbour Outfitters. I'm calling about");
            assertThat(said).doesNotContain("What is the six digit order number");
            phone.hangUp(invite);
            assertThat(ended(taken).getString("termination")).isEqualTo("caller_hung_up");
        }
    }

    @Test
    void machineHearsTheMessageAfterItsBeepAndThenWeHangUp() throws Exception {
        try (SipPhone phone = new SipPhone(gateway.sip(), "machine");
                SoundSource sound = new SoundSource()) {
            JsonObject taken = order(phone, new JsonObject().put("message", "Please call the shop. Thank you."));
            answered(phone, sound);

            sound.play(
                    SoundSource.join(SoundSource.voice(4_000), SoundSource.silence(600), SoundSource.beep(400)), 500);
            WholeGateway.eventually(
                    () -> transcript(taken.getString("conversation")), said -> said.contains("Please call the shop."));
            phone.awaitByeOf();
            assertThat(ended(taken).getString("termination")).isEqualTo("message_left");
        }
    }

    @Test
    void busyIsTriedAgainAndGivenUp() throws Exception {
        try (SipPhone phone = new SipPhone(gateway.sip(), "busy")) {
            JsonObject taken = order(phone, new JsonObject());
            for (int n = 0; n < 2; n++) {
                phone.answer(phone.awaitCall(), "486 Busy Here", "");
                phone.await("ACK");
            }

            JsonObject ended = ended(taken);
            assertThat(ended.getString("termination")).isEqualTo("busy");
            assertThat(ended.getInteger("status")).isEqualTo(486);
            assertThat(ended.getInteger("tries")).isEqualTo(2);
            WholeGateway.eventually(
                    () -> gateway.get("/v1/conversations/" + taken.getString("conversation")),
                    conversation -> "busy".equals(conversation.getString("termination")));
        }
    }

    @Test
    void calledOffWhileItRings() throws Exception {
        try (SipPhone phone = new SipPhone(gateway.sip(), "called-off")) {
            JsonObject taken = order(phone, new JsonObject());
            SipRequest invite = phone.awaitCall();
            phone.answer(invite, "180 Ringing", "");
            WholeGateway.eventually(
                    () -> gateway.get("/v1/calls/" + taken.getString("call")).getString("state"), "ringing"::equals);

            gateway.send("DELETE", "/v1/calls/" + taken.getString("call"), gateway.key(), null);

            phone.answer(phone.await("CANCEL"), "200 OK", "");
            phone.answer(invite, "487 Request Terminated", "");
            phone.await("ACK");
            assertThat(ended(taken).getString("termination")).isEqualTo("cancelled");
        }
    }

    @Test
    void nobodyAnswersInTime() throws Exception {
        try (SipPhone phone = new SipPhone(gateway.sip(), "no-answer")) {
            JsonObject taken = order(phone, new JsonObject().put("answer_within", "1s"));
            for (int n = 0; n < 2; n++) {
                SipRequest invite = phone.awaitCall();
                phone.answer(invite, "180 Ringing", "");
                phone.answer(phone.await("CANCEL"), "200 OK", "");
                phone.answer(invite, "487 Request Terminated", "");
                phone.await("ACK");
            }

            assertThat(ended(taken).getString("termination")).isEqualTo("no_answer");
        }
    }

    @Test
    void sameKeyPlacesOneCallAndAnotherOrderUnderItIsAConflict() throws Exception {
        try (SipPhone phone = new SipPhone(gateway.sip(), "key")) {
            JsonObject keyed = new JsonObject().put("idempotency_key", "k1");
            JsonObject first = order(phone, keyed.copy());
            JsonObject second = order(phone, keyed.copy());
            assertThat(second.getString("call")).isEqualTo(first.getString("call"));
            assertThat(post(phone, keyed.copy().put("task", "refund")).getInteger("http"))
                    .isEqualTo(409);
            phone.answer(phone.awaitCall(), "603 Decline", "");
            phone.await("ACK");
            assertThat(ended(first).getString("termination")).isEqualTo("refused");
        }
    }

    @Test
    void whoMayNotBeCalledIsRefused() throws Exception {
        assertThat(gateway.post("/v1/calls", gateway.key(), new JsonObject().put("to", "+881 999"))
                        .getInteger("http"))
                .isEqualTo(403);
        assertThat(gateway.post("/v1/calls", gateway.key(), new JsonObject().put("to", "nobody"))
                        .getInteger("http"))
                .isEqualTo(422);
        assertThat(gateway.post("/v1/calls", gateway.signIn("ben"), new JsonObject().put("to", "sip:a@127.0.0.1"))
                        .getInteger("http"))
                .isEqualTo(403);
        assertThat(gateway.get("/v1/calls/none").getInteger("http")).isEqualTo(404);
        assertThat(List.of(gateway.get("/v1/calls?state=odd").getInteger("http")))
                .containsExactly(400);
    }

    private static SipRequest answered(SipPhone phone, SoundSource sound) throws Exception {
        SipRequest invite = phone.awaitCall();
        phone.answer(invite, "200 OK", WholeGateway.SDP.formatted(sound.port()));
        phone.await("ACK");
        sound.towards(invite.bodyText());
        return invite;
    }

    private static JsonObject post(SipPhone phone, JsonObject more) {
        String to = "sip:ann@127.0.0.1:" + phone.port();
        return gateway.post(
                "/v1/calls", gateway.key(), new JsonObject().put("to", to).mergeIn(more));
    }

    private static JsonObject order(SipPhone phone, JsonObject more) {
        JsonObject taken = post(phone, more);
        assertThat(taken.getInteger("http")).as(taken.encode()).isEqualTo(202);
        return taken;
    }

    private static JsonObject ended(JsonObject taken) {
        return WholeGateway.eventually(
                () -> gateway.get("/v1/calls/" + taken.getString("call")),
                call -> call.getString("state").equals("ended"));
    }

    private static String transcript(String conversation) {
        return String.valueOf(gateway.get("/v1/conversations/" + conversation).getValue("transcript"));
    }
}
