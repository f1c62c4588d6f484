package dev.sotto.orchestrator.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orchestrator.consult.AnswerKind;
import dev.sotto.orchestrator.consult.GuidanceAnswer;
import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.task.Playbook;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever happens in whatever order: the rules that never bend hold. */
class ConversationMachinePropertyTest {
    private static final Playbook PLAYBOOK = Scenario.load(
            "[{policy: next_skill, skill: managers}, {policy: call_back}]",
            List.of(ApproverTest.COMPLAINT.replace("OTHERWISE", "wait"), ForesightTest.EXCHANGE));
    private static final List<Meaning> MEANINGS = List.of(
            new Meaning.TaskWanted("refund", Map.of()),
            new Meaning.TaskWanted("refund", Map.of("order_number", "482913")),
            new Meaning.TaskWanted("broken", Map.of()),
            new Meaning.TaskWanted("complaint", Map.of()),
            new Meaning.TaskWanted("exchange", Map.of()),
            new Meaning.SlotGiven("fit", "large"),
            new Meaning.SlotGiven("what", "the zip"),
            new Meaning.SlotGiven("order_number", "482913"),
            new Meaning.SlotGiven("reason", "torn"),
            new Meaning.Corrected("order_number", "730264"),
            new Meaning.Affirmed(),
            new Meaning.Denied(),
            new Meaning.Answered("hours", "At nine.", 0.9),
            new Meaning.NotCovered("kayaks?"),
            new Meaning.RepeatWanted(),
            new Meaning.CancelWanted(),
            new Meaning.PersonWanted(),
            new Meaning.Unclear(),
            new Meaning.Acknowledged(),
            new Meaning.AskedToWait(),
            new Meaning.Ambiguous(List.of("refund", "broken")));

    private static final List<String> WORDS = List.of(
            "Hello.", "Your refund has been processed.", "The money is on its way to you.", "It was sent on Monday.");

    /** What the world outside knows, to answer the machine as the world would, and to check it. */
    private static final class World {
        final Random random;
        final ConversationMachine machine = new ConversationMachine(PLAYBOOK);
        Conversation state = machine.unborn("c");
        Instant now = Scenario.START;
        final Map<String, GuidanceRequest> requests = new HashMap<>();
        final Map<String, Map<String, Object>> tokens = new HashMap<>();
        final Map<String, String> spent = new HashMap<>();
        final List<Effect.CallTool> calls = new ArrayList<>();
        final List<Event> events = new ArrayList<>();
        final Set<String> voided = new HashSet<>();
        final Set<String> bridges = new HashSet<>();
        final Map<String, String> taken = new HashMap<>();
        final Map<String, String> requestOf = new HashMap<>();
        boolean refunded;
        final Set<String> dropped = new HashSet<>();
        final Map<String, String> wishes = new HashMap<>();
        boolean complaintSeen;
        Object lastTotal;

        World(long seed) {
            random = new Random(seed);
        }

        void event(Event event) {
            events.add(event);
            if (event instanceof Event.ToolReturned returned && returned.outcome() == ToolOutcome.SUCCESS) {
                lastTotal = returned.value().get("total");
                refunded |= calls.stream()
                        .anyMatch(call -> call.callId().equals(returned.callId())
                                && call.tool().equals("orders.refund"));
            }
            if (event instanceof Event.GuidanceAnswered answered
                    && answered.answer().answer() != AnswerKind.DECLINE) {
                GuidanceRequest request = requests.get(answered.guidanceId());
                String draft = request == null ? null : request.terms().draft();
                complaintSeen |= draft != null && draft.contains("What went wrong?");
            }
            take(event);
            boolean ended = state.stage().ended();
            Step step = machine.on(state, event);
            assertThat(ended && !step.effects().isEmpty()).isFalse();
            Generation before = state.model().current();
            state = step.next();
            step.effects().forEach(this::effect);
            checkGenerations(event, before, step);
            checkSilence();
            checkApprovals();
        }

        /** An approval that the machine takes notice of. */
        private void take(Event event) {
            if (event instanceof Event.GuidanceAnswered answered && answered.token() != null) {
                OpenConsult consult = state.consult(answered.guidanceId());
                // one answer wins: what comes while another waits for its moment is none that a broker sends
                boolean first = taken.values().stream().noneMatch(answered.guidanceId()::equals)
                        && state.answers().stream()
                                .noneMatch(other -> other.guidanceId().equals(answered.guidanceId()));
                if (consult != null && consult.isOpen() && consult.early() == null && first) {
                    taken.put(answered.token(), answered.guidanceId());
                }
            }
        }

        /** An approval is used, held, or void: none lies about. */
        private void checkApprovals() {
            Set<String> held = new HashSet<>();
            List<Frame> frames = new ArrayList<>(state.paused());
            if (state.frame() != null) {
                frames.add(state.frame());
            }
            for (Frame frame : frames) {
                frame.grants().values().forEach(grant -> held.add(grant.token()));
                if (frame.recheck() != null) {
                    held.add(frame.recheck().answer().token());
                }
            }
            state.answers().forEach(answer -> held.add(answer.token()));
            state.model().rechecks().forEach(check -> held.add(check.token()));
            state.consults().stream()
                    .filter(consult -> consult.early() != null && consult.isOpen())
                    .forEach(consult -> held.add(consult.early().token()));
            taken.forEach((token, guidanceId) -> assertThat(
                            spent.containsKey(token) || held.contains(token) || voided.contains(guidanceId))
                    .as("approval " + guidanceId)
                    .isTrue());
        }

        /** What was discarded or did not come to its end says and does nothing. */
        private void checkGenerations(Event event, Generation before, Step step) {
            Generation now = state.model().current();
            if (before != null
                    && (now == null || !now.id().equals(before.id()))
                    && !before.done()
                    && !(event instanceof Event.ModelDone)) {
                dropped.add(before.id());
            }
            if (event instanceof Event.ModelWants wants) {
                wishes.put(wants.callId(), wants.generation());
            }
            for (Exchange exchange : state.model().exchanges()) {
                assertThat(dropped).doesNotContain(wishes.get(exchange.callId()));
            }
            for (Effect effect : step.effects()) {
                if (effect instanceof Effect.Speak speak
                        && speak.cause().startsWith("model c-m")
                        && speak.cause().contains("sentence")) {
                    String id = speak.cause().split(" ")[1];
                    assertThat(before != null && before.id().equals(id)).isTrue();
                }
            }
        }

        private void effect(Effect effect) {
            if (effect instanceof Effect.RequestGuidance asked) {
                requests.put(asked.request().id(), asked.request());
            } else if (effect instanceof Effect.CallTool call) {
                calls.add(call);
                if (call.tool().equals("orders.refund") && call.rule() == null) {
                    assertThat(call.token()).isNotNull();
                    // approve A, execute B is impossible, and so is executing A twice
                    assertThat(tokens).containsKey(call.token());
                    assertThat(call.with()).isEqualTo(tokens.get(call.token()));
                    // the same call may be asked for again after a restart; another call may not
                    assertThat(spent.putIfAbsent(call.token(), call.callId())).isIn(null, call.callId());
                    assertThat(voided).doesNotContain(requestOf.get(call.token()));
                    factsAreFresh(call);
                }
            } else if (effect instanceof Effect.PromoteGuidance asked) {
                requests.put(asked.request().id(), asked.request());
            } else if (effect instanceof Effect.VoidApproval approval) {
                voided.add(approval.guidanceId());
            } else if (effect instanceof Effect.Transfer) {
                // no task of these moves a call, so nothing may
                throw new AssertionError("transferred by accident");
            } else if (effect instanceof Effect.Speak speak
                    && state.floor().bridging().contains(speak.line().number())) {
                String phrase = speak.line().text();
                assertThat(phrase.equals(Phrases.TAKE_YOUR_TIME) || bridges.add(phrase))
                        .as(phrase)
                        .isTrue();
            } else if (effect instanceof Effect.Speak speak
                    && speak.line().text().contains("What went wrong?")) {
                assertThat(complaintSeen).as(speak.cause()).isTrue();
            } else if (effect instanceof Effect.Speak speak
                    && speak.line().text().contains("has been refunded")) {
                assertThat(refunded).isTrue();
            } else if (effect instanceof Effect.Speak speak
                    && (speak.line().text().contains("Done.")
                            || speak.line().text().contains(WORDS.get(1))
                            || speak.line().text().contains(WORDS.get(2)))) {
                assertThat(refunded).isTrue();
            }
        }

        /** What was approved is what the order says now, not what it said when the person was asked. */
        private void factsAreFresh(Effect.CallTool call) {
            boolean first = calls.stream()
                            .filter(other -> other.callId().equals(call.callId()))
                            .count()
                    == 1;
            boolean models = state.model().exchanges().stream().anyMatch(exchange -> call.equals(exchange.call()));
            if (first && !models) {
                BigDecimal total = (BigDecimal) lastTotal;
                BigDecimal amount = (BigDecimal) call.with().get("amount");
                assertThat(amount.compareTo(total) == 0 || amount.compareTo(total.divide(BigDecimal.valueOf(2))) == 0)
                        .as(amount + " of " + total)
                        .isTrue();
            }
        }

        /** No hold: while a person is waited for on a free floor, we'll speak within four seconds. */
        private void checkSilence() {
            boolean serving = state.stage() instanceof Stage.Serving;
            if (serving && state.voice() && state.consulting() && state.floor().free()) {
                assertThat(Duration.between(state.floor().since(), state.wakeAt()))
                        .isLessThan(Duration.ofSeconds(4));
            }
        }

        Event draw() {
            now = now.plusMillis(random.nextInt(3000));
            return switch (random.nextInt(22)) {
                case 0, 1, 2 -> new Event.CustomerSaid("words", 1, source(), null, null, now, now);
                case 3, 4, 5, 6 -> understood();
                case 7, 8 -> toolReturned();
                case 9 -> answered();
                case 10 -> new Event.GuidanceExpired(anyRequest(), now);
                case 11 -> new Event.GuidanceSeen(anyRequest(), "ada", random.nextBoolean(), now);
                case 12 -> new Event.Ticked(state.wakeAt() == null ? now : later(state.wakeAt()));
                case 13 -> random.nextBoolean() ? new Event.SpeechStarted(now) : new Event.NothingUnderstood(now);
                case 14 -> finished();
                case 15, 16, 17, 18, 19, 20 -> model();
                default -> rare();
            };
        }

        private Event model() {
            Generation current = state.model().current();
            String id = current == null || random.nextInt(8) == 0 ? "c-m" + random.nextInt(6) : current.id();
            if (current == null && random.nextInt(4) > 0) {
                long turn = state.thinking() == null ? 0 : state.thinking().turn();
                return new Event.ModelAsked(state.model().nextId("c"), turn, "m", "v", now);
            }
            return switch (random.nextInt(8)) {
                case 0, 1 -> new Event.ModelSaid(id, current == null ? 1 : current.sentences() + 1, sentence(), now);
                case 2, 3, 4 -> wants(id);
                case 5, 6 -> new Event.ModelDone(id, 1, 1, now);
                default -> random.nextBoolean() ? new Event.ModelFailed(id, "x", now) : new Event.ModelSlow(id, now);
            };
        }

        private String sentence() {
            return List.of("Hello.", "Your order has been refunded.", "Which order?")
                    .get(random.nextInt(3));
        }

        private Event wants(String id) {
            String function = List.of(
                            "orders.refund",
                            "orders.refund",
                            "orders.lookup",
                            "start_task",
                            "give_slots",
                            "cancel_task",
                            "ask_a_person",
                            "end_conversation",
                            "nonsense")
                    .get(random.nextInt(random.nextInt(3) == 0 ? 9 : 7));
            Map<String, Object> with = switch (function) {
                case "orders.refund" -> Map.of("number", "482913", "amount", 1 + random.nextInt(3));
                case "orders.lookup" -> Map.of("number", "482913");
                case "start_task" -> Map.of("task", "refund", "slots", Map.of());
                case "give_slots" -> Map.of("slots", Map.of("order_number", "482913"));
                case "ask_a_person" -> Map.of("kind", "instruction", "question", "what now?");
                default -> Map.of();
            };
            return new Event.ModelWants(
                    id, id + "-" + events.size(), function, with, random.nextInt(9) == 0 ? "bad" : "", now);
        }

        /** What can happen while a person thinks and the caller says nothing. */
        Event whileWaiting() {
            now = now.plusMillis(random.nextInt(1500));
            return switch (random.nextInt(8)) {
                case 0 -> new Event.GuidanceSeen(anyRequest(), "ada", random.nextBoolean(), now);
                case 1 -> new Event.GuidanceTyped(anyRequest(), "ada", now);
                case 2 -> new Event.GuidanceNoted(anyRequest(), random.nextInt(2), 1 + random.nextInt(2), now);
                case 3, 4 -> finished();
                default -> new Event.Ticked(later(state.wakeAt() == null ? now : state.wakeAt()));
            };
        }

        private Event rare() {
            return switch (random.nextInt(8)) {
                case 0 -> new Event.TookOver("ben", now);
                case 1 -> new Event.HandedBack("ben", now);
                case 2 -> new Event.AgentSaid("ada", "tell him hello", random.nextBoolean(), now);
                case 3 -> new Event.Restarted(now);
                case 4 -> new Event.TransferFailed("sip:x", now);
                case 5 ->
                    random.nextBoolean()
                            ? new Event.GuidanceTyped(anyRequest(), "ada", now)
                            : new Event.Worded(anyRequest(), WORDS.get(random.nextInt(WORDS.size())), now);
                case 6 -> random.nextInt(4) == 0 ? new Event.CustomerLeft("gone", now) : heldOrTicked();
                default -> new Event.GuidanceNoted(anyRequest(), random.nextInt(2), random.nextInt(3), now);
            };
        }

        private Event heldOrTicked() {
            return switch ((int) (now.toEpochMilli() % 3)) {
                case 0 -> new Event.Held(now);
                case 1 -> new Event.Resumed(now);
                default -> new Event.Ticked(now);
            };
        }

        private Instant later(Instant wakeAt) {
            now = wakeAt.isAfter(now) ? wakeAt : now;
            return now;
        }

        private Source source() {
            return Source.values()[random.nextInt(3)];
        }

        private Event understood() {
            long turn = state.thinking() == null
                    ? random.nextInt(20)
                    : state.thinking().turn();
            List<Meaning> meanings = new ArrayList<>();
            for (int count = 0; count <= random.nextInt(2); count++) {
                meanings.add(MEANINGS.get(random.nextInt(MEANINGS.size())));
            }
            return new Event.Understood(turn, new Interpretation(meanings), now);
        }

        private Event toolReturned() {
            String id = calls.isEmpty()
                    ? "none"
                    : calls.get(random.nextInt(calls.size())).callId();
            ToolOutcome outcome = ToolOutcome.values()[Math.max(0, random.nextInt(12) - 7)];
            return new Event.ToolReturned(id, outcome, random.nextBoolean() ? Scenario.TENT : Scenario.MUG, "x", now);
        }

        private Event answered() {
            String id = anyRequest();
            AnswerKind kind = AnswerKind.values()[random.nextInt(AnswerKind.values().length)];
            GuidanceRequest asked = requests.get(id);
            int choice = asked == null ? 0 : random.nextInt(asked.proposals().size() + 1);
            GuidanceAnswer answer = new GuidanceAnswer(kind, choice, random.nextBoolean() ? "" : "text", "ada", now);
            return new Event.GuidanceAnswered(id, answer, token(requests.get(id), kind, choice), now);
        }

        /** As the broker does it: an approving answer carries a token for the approved arguments. */
        private String token(GuidanceRequest request, AnswerKind kind, int choice) {
            if (request == null || request.approval() == null) {
                return null;
            }
            GuidanceRequest.Proposal proposal =
                    choice == 0 ? null : request.proposals().get(choice - 1);
            boolean chosen = kind == AnswerKind.CHOOSE || kind == AnswerKind.EDIT;
            AnswerKind decision = chosen && proposal != null ? proposal.decision() : kind;
            if (decision != AnswerKind.APPROVE) {
                return null;
            }
            String token = "t" + tokens.size();
            requestOf.put(token, request.id());
            tokens.put(
                    token,
                    proposal != null && proposal.with() != null
                            ? proposal.with()
                            : request.approval().with());
            return token;
        }

        private String anyRequest() {
            List<String> ids = new ArrayList<>(requests.keySet());
            ids.sort(null);
            return ids.isEmpty() ? "none" : ids.get(random.nextInt(ids.size()));
        }

        private Event finished() {
            List<Long> lines = state.floor().speaking();
            long line = lines.isEmpty() ? random.nextInt(10) : lines.get(0);
            return new Event.SpeechFinished(line, random.nextInt(4) > 0, "", now);
        }
    }

    @Property(tries = 400)
    void rulesHoldInEveryInterleaving(@ForAll long seed, @ForAll boolean voice) {
        World world = new World(seed);
        world.event(new Event.Began(voice ? Channel.VOICE : Channel.CHAT, Map.of(), "f", world.now));
        for (int count = 0; count < 120; count++) {
            world.event(world.draw());
        }
    }

    @Property(tries = 60)
    void longWaitNeverRepeatsItself(@ForAll long seed) {
        World world = new World(seed);
        world.event(new Event.Began(Channel.VOICE, Map.of(), "f", world.now));
        world.event(new Event.CustomerSaid("kayaks?", 1, Source.SPEECH, null, null, world.now, world.now));
        world.event(new Event.Understood(
                world.state.thinking().turn(), Interpretation.of(new Meaning.NotCovered("kayaks?")), world.now));
        for (int count = 0; count < 200; count++) {
            world.event(world.whileWaiting());
        }
        assertThat(world.bridges).hasSizeGreaterThan(20);
    }

    @Property(tries = 60)
    void replayIsExact(@ForAll long seed) {
        World world = new World(seed);
        world.event(new Event.Began(Channel.VOICE, Map.of(), "f", world.now));
        for (int count = 0; count < 80; count++) {
            world.event(world.draw());
        }
        Conversation replayed = world.machine.unborn("c");
        for (Event event : world.events) {
            replayed = world.machine.on(replayed, event).next();
        }
        assertThat(replayed).isEqualTo(world.state);
    }
}
