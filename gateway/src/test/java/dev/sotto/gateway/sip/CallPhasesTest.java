package dev.sotto.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.sip.message.SipRequest;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every event in every phase of a call: what goes out on the wire, and what the call's handler is told. */
class CallPhasesTest {
    private static final String ANSWER = "v=0 answer";

    /** A call in that phase, with nothing sent or told since. */
    private static Scene in(String phase) {
        Scene scene = new Scene(call -> {
            if (phase.equals("pracked")) {
                call.progress(ANSWER);
            } else {
                call.ringing();
            }
        });
        boolean reliable = phase.equals("pracked");
        scene.hear(scene.caller.inviteWith((reliable ? "Supported: 100rel\r\n" : "") + Caller.sdpType(), Caller.SDP));
        scene.caller.heard(scene.wire.lastResponse());
        if (reliable) {
            String rseq = scene.wire.lastResponse().headers().first("RSeq");
            scene.hear(scene.caller.next("PRACK", "RAck: " + rseq + " 1 INVITE\r\n", ""));
        } else if (!phase.equals("early")) {
            answer(scene, phase);
        }
        scene.wire.take();
        scene.calls.events.clear();
        return scene;
    }

    private static void answer(Scene scene, String phase) {
        scene.call().answer(ANSWER);
        if (phase.equals("answered")) {
            return;
        }
        scene.hear(scene.caller.ack());
        switch (phase) {
            case "reoffered" -> scene.hear(scene.caller.reinvite("v=0"));
            case "ending" -> scene.call().hangUp("ours");
            case "ended" -> scene.hear(scene.caller.bye());
            default -> assertThat(phase).isEqualTo("confirmed");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            value = {
                "event    |early    |pracked  |answered|confirmed     |reoffered     |ending     |ended",
                "ringing  |180      |180      |        |              |              |           |",
                "progress |183      |         |        |              |              |           |",
                "answer   |200      |200      |        |              |              |           |",
                "refuse   |486      |486      |        |              |              |           |",
                "hangup   |480      |480      |        |BYE           |BYE           |           |",
                "refer    |-491     |-491     |-491    |REFER         |REFER         |           |",
                "ack      |         |         |-ack    |              |              |           |",
                "cancel   |200 487-c|200 487-c|200     |200           |200           |200        |200",
                "bye      |200 487-c|200 487-c|200-bye |200-bye       |200-bye       |200        |481",
                "reinvite |500      |500      |200-offer|200-offer    |200-offer     |481        |481",
                "offerless|500      |500      |200-offer|200-offer    |200-offer     |481        |481",
                "update   |500      |200-offer|200-offer|200-offer    |200-offer     |481        |481",
                "refresh  |200      |200      |200     |200           |200           |481        |481",
                "info     |200-digit|200-digit|200-digit|200-digit    |200-digit     |481        |481",
                "prack    |481      |481      |481     |481           |481           |481        |481",
                "notify   |481      |481      |481     |481           |481           |481        |481",
                "referred |603      |603      |603     |603           |603           |481        |481",
                "options  |200      |200      |200     |200           |200           |481        |481",
                "register |405      |405      |405     |405           |405           |405        |405",
                "200      |         |         |        |              |              |           |",
            })
    void everyEventInEveryPhase(
            String event,
            String early,
            String pracked,
            String answered,
            String confirmed,
            String reoffered,
            String ending,
            String ended) {
        List<String> phases = List.of("early", "pracked", "answered", "confirmed", "reoffered", "ending", "ended");
        String[] expected = {early, pracked, answered, confirmed, reoffered, ending, ended};
        for (int i = 0; i < expected.length; i++) {
            Scene scene = in(phases.get(i));
            happens(scene, event);
            String told = String.join(" ", scene.calls.events);
            String sent = String.join(" ", scene.wire.take());
            assertThat(sent + (told.isEmpty() ? "" : "-" + brief(told)))
                    .as(event + " in " + phases.get(i))
                    .isEqualTo(expected[i] == null ? "" : expected[i]);
        }
    }

    private static String brief(String told) {
        return switch (told.split(" ")[0]) {
            case "acknowledged" -> "ack";
            case "cancelled" -> "c";
            case "hung" -> "bye";
            case "reoffer" -> "offer";
            case "digit" -> "digit";
            case "transfer" -> told.split(" ")[2];
            default -> told;
        };
    }

    private static void happens(Scene scene, String event) {
        Caller caller = scene.caller;
        IncomingCall call = scene.call();
        switch (event) {
            case "ringing" -> call.ringing();
            case "progress" -> call.progress(ANSWER);
            case "answer" -> call.answer(ANSWER);
            case "refuse" -> call.refuse(486, "");
            case "hangup" -> call.hangUp("ours");
            case "refer" -> call.refer("sip:desk@pbx.test");
            case "ack" -> scene.hear(caller.request("ACK", 1, 900, "", ""));
            case "cancel" -> scene.hear(new Caller("scene", "192.0.2.1", 5062).cancel());
            case "bye" -> scene.hear(caller.bye());
            case "reinvite" -> scene.hear(caller.reinvite("v=0 other"));
            case "offerless" -> scene.hear(caller.reinvite(""));
            case "update" -> scene.hear(caller.next("UPDATE", Caller.sdpType(), "v=0"));
            case "refresh" -> scene.hear(caller.next("UPDATE", "", ""));
            case "info" -> scene.hear(caller.next("INFO", "Content-Type: application/dtmf\r\n", "1"));
            case "prack" -> scene.hear(caller.next("PRACK", "RAck: 1 1 INVITE\r\n", ""));
            case "notify" -> scene.hear(caller.notifyOf("refer", "active", "SIP/2.0 100 Trying"));
            case "referred" -> scene.hear(caller.next("REFER", "Refer-To: <sip:x@y>\r\n", ""));
            case "200" -> scene.hear(strayOk(caller));
            default -> scene.hear(caller.next(event.toUpperCase(Locale.ROOT), "", ""));
        }
    }

    /** To a request that we never sent. */
    private static String strayOk(Caller caller) {
        String via = "SIP/2.0/UDP 192.0.2.200:5060;branch=z9hG4bK-never";
        SipRequest request = new SipRequest(
                "BYE",
                "sip:ann@192.0.2.1",
                dev.sotto.gateway.sip.message.Headers.of(h -> h.add("Via", via)
                        .add("From", "<sip:a@b>;tag=1")
                        .add("To", "<sip:c@d>;tag=2")
                        .add("Call-ID", "scene")
                        .add("CSeq", "1 BYE")),
                new byte[0]);
        return caller.okTo(request);
    }
}
