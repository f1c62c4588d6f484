package dev.sotto.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.sip.message.SipMessage;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever both sides do, and whatever is lost on the way: nothing is left behind, and nothing is answered twice. */
class CallInterleavingPropertyTest {
    private static final List<String> STATUSES = List.of(
            "100 Trying", "200 OK", "202 Accepted", "408 Timeout", "422 Small", "481 Gone", "491 Glare", "500 No");
    private static final List<String> LINES = List.of(
            "",
            "Supported: 100rel, timer\r\nSession-Expires: 90;refresher=uas\r\n",
            "Require: 100rel\r\n",
            "Supported: timer\r\nSession-Expires: 90;refresher=uac\r\nAllow: INVITE, ACK, BYE\r\n",
            "Supported: timer\r\nSession-Expires: 120;refresher=uas\r\nAllow: INVITE, ACK, BYE\r\n");

    /** Two ends on virtual time and a network that loses and repeats. */
    private static final class World {
        private final Random random;
        private final Scene scene;
        /** What the peer has said within the time in which a network may repeat it. */
        private final List<String> said = new ArrayList<>();

        private final Map<String, Integer> finals = new HashMap<>();
        private int read;
        private boolean cancelled;

        World(long seed) {
            random = new Random(seed);
            scene = new Scene(call -> {});
            String lines = LINES.get(random.nextInt(LINES.size()));
            boolean offers = random.nextInt(4) > 0;
            say(scene.caller.inviteWith(lines + (offers ? Caller.sdpType() : ""), offers ? Caller.SDP : ""));
        }

        private void say(String message) {
            said.add(message);
            if (random.nextInt(8) > 0) {
                scene.hear(message);
                look();
            }
        }

        /** Learns the dialog, and checks that each request has at most one final answer. */
        private void look() {
            for (; read < scene.wire.sent.size(); read++) {
                SipMessage sent = scene.wire.sent.get(read);
                if (sent instanceof SipResponse response) {
                    scene.caller.heard(response);
                    String request =
                            sent.headers().first("Via") + sent.headers().first("CSeq");
                    if (response.status() >= 200) {
                        Integer before = finals.put(request, response.status());
                        assertThat(before == null || before == response.status())
                                .as(request + " got " + before + " and " + response)
                                .isTrue();
                    }
                }
            }
        }

        void step() {
            IncomingCall call = scene.calls.calls.isEmpty() ? null : scene.call();
            switch (random.nextInt(7)) {
                case 0, 1 -> peer();
                case 2 -> answerOurs();
                case 3 -> {
                    if (!said.isEmpty()) {
                        say(said.get(random.nextInt(said.size())));
                    }
                }
                case 4 -> {
                    boolean muchTime = random.nextInt(12) == 0;
                    scene.pass(1 + random.nextInt(muchTime ? 50_000 : 500));
                    if (muchTime) {
                        said.clear();
                    }
                }
                default -> {
                    if (call != null) {
                        ours(call);
                    }
                }
            }
            look();
        }

        private void peer() {
            Caller caller = scene.caller;
            switch (caller.inDialog() ? random.nextInt(11) : 10) {
                case 0 -> say(caller.ack());
                case 1 -> say(caller.ackWith(Caller.sdpType(), "v=0"));
                case 2 -> say(caller.ackToRefusal());
                case 3 -> say(caller.reinvite(random.nextBoolean() ? "v=0" : ""));
                case 4 -> say(caller.next("UPDATE", Caller.sdpType(), "v=0"));
                case 5 -> say(caller.next("UPDATE", "", ""));
                case 6 -> say(caller.next("INFO", "Content-Type: application/dtmf\r\n", "5"));
                case 7 -> say(caller.next("PRACK", "RAck: " + rseq() + " 1 INVITE\r\n", ""));
                case 8 -> say(caller.notifyOf("refer", "active", "SIP/2.0 200 OK"));
                case 9 -> say(random.nextInt(3) == 0 ? caller.bye() : caller.ack());
                default -> {
                    if (!cancelled && random.nextInt(6) == 0) {
                        cancelled = true;
                        say(caller.request("CANCEL", 1, 1, "", ""));
                    }
                }
            }
        }

        private String rseq() {
            String last = "1";
            for (SipMessage sent : scene.wire.sent) {
                String rseq = sent.headers().first("RSeq");
                last = rseq == null ? last : rseq;
            }
            return last;
        }

        private void answerOurs() {
            List<SipRequest> requests = scene.wire.sent.stream()
                    .filter(SipRequest.class::isInstance)
                    .map(SipRequest.class::cast)
                    .filter(request -> !request.is(SipRequest.ACK))
                    .toList();
            if (!requests.isEmpty()) {
                SipRequest request = requests.get(requests.size() - 1 - random.nextInt(Math.min(3, requests.size())));
                String status = STATUSES.get(random.nextInt(STATUSES.size()));
                say(scene.caller.answerTo(request, status));
            }
        }

        private void ours(IncomingCall call) {
            switch (random.nextInt(9)) {
                case 0 -> call.ringing();
                case 1, 2, 3 -> call.answer("v=0 answer");
                case 4 -> call.progress("v=0 answer");
                case 5 -> call.refer("sip:desk@pbx.test");
                case 6 -> scene.calls.reofferAnswer = random.nextInt(3) == 0 ? null : "v=0 again";
                case 7 -> {
                    if (random.nextInt(4) == 0) {
                        call.hangUp("done");
                    }
                }
                default -> {
                    if (random.nextInt(4) == 0) {
                        call.refuse(486, "");
                    }
                }
            }
        }

        void end() {
            if (!scene.calls.calls.isEmpty()) {
                scene.call().hangUp("over");
            }
            scene.pass(40_000);
            if (!scene.calls.calls.isEmpty()) {
                scene.call().hangUp("over");
            }
            scene.pass(200_000);
            look();
            List<String> log = scene.wire.take();
            assertThat(scene.stack.calls().size()).as("calls; %s", log).isZero();
            assertThat(scene.stack.transactions().size())
                    .as("transactions; %s", log)
                    .isZero();
            List<String> events = scene.calls.events;
            List<String> ends = events.stream().filter(World::isEnd).toList();
            assertThat(ends.size()).as("%s", events).isLessThanOrEqualTo(1);
            assertThat(ends.isEmpty() || isEnd(events.get(events.size() - 1)))
                    .as("%s", events)
                    .isTrue();
            scene.pass(1_000_000);
            assertThat(scene.wire.take()).isEmpty();
        }

        private static boolean isEnd(String event) {
            return event.equals("cancelled") || event.startsWith("hung up") || event.startsWith("lost");
        }
    }

    @Property(tries = 1_000)
    void nothingIsLeftBehindAndNothingAnsweredTwice(@ForAll long seed) {
        World world = new World(seed);
        for (int i = 0; i < 40; i++) {
            world.step();
        }
        world.end();
    }
}
