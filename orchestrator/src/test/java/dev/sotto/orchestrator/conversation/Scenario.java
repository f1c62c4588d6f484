package dev.sotto.orchestrator.conversation;

import dev.sotto.orchestrator.consult.AnswerKind;
import dev.sotto.orchestrator.consult.GuidanceAnswer;
import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.task.Playbook;
import dev.sotto.orchestrator.task.parse.PlaybookException;
import dev.sotto.orchestrator.task.parse.PlaybookLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Plays a conversation on virtual time: what the customer says is given as meanings, effects are collected. */
final class Scenario {
    static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    static final Map<String, Object> TENT = Map.of(
            "number", "482913", "items", "trail tent", "total", new BigDecimal("129.00"), "delivered_days_ago", 9);
    static final Map<String, Object> MUG =
            Map.of("number", "105577", "items", "enamel mug", "total", new BigDecimal("14.50"));

    private static final String ASSISTANT = """
            company: Harbour
            greeting: "Hello."
            anything_else: "Anything else?"
            goodbye: "Goodbye."
            currency: USD
            """;
    private static final String TOOLS = """
            base: "http://127.0.0.1:1"
            tools:
              orders.lookup: {request: "GET /orders/{number}", arguments: {number: text}}
              orders.refund: {request: "POST /orders/{number}/refunds", arguments: {number: text, amount: number}, gated: true}
            """;
    static final String REFUND = """
            task: refund
            title: a refund
            when: ["refund my order", "money back", "I want a refund", "refund please"]
            slots:
              order_number: {type: digits, length: 6, ask: "Which order?"}
              reason: {type: text, ask: "What was wrong?"}
            steps:
              - ask: order_number
              - call: orders.lookup
                with: {number: "{{order_number}}"}
                into: order
                on_not_found: {say: "I can't find that.", ask_again: order_number}
              - consult: approve_refund
                if: order.total > 50
                kind: approval
                approves: orders.refund
                with: {number: "{{order_number}}", amount: "{{order.total}}"}
                question: "Refund {{order.total | money}}?"
                propose:
                  - Approve
                  - "Decline: too late"
                  - {label: Half, decision: approve, with: {amount: "{{order.total / 2}}"}}
                  - Ask the supplier
                skill: billing
                offer_within: 15s
                answer_within: 45s
                meanwhile: [{ask: reason}]
                on_timeout: POLICY
                on_decline: {say: "I can't: {{answer.reason}}."}
              - call: orders.refund
                with: {number: "{{order_number}}", amount: "{{order.total}}"}
              - say: "Done. {{order.total | money}} goes back to your card."
            """;
    private static final String CLARIFY = """
            task: broken
            title: help with something broken
            when: ["it is broken", "it arrived damaged", "something broke", "it is faulty"]
            slots: {}
            steps:
              - consult: what_to_do
                kind: clarification
                question: "Replace or repair?"
                propose: ["Replace it", "Repair it"]
                skill: repairs
                offer_within: 10s
                answer_within: 30s
                on_timeout: {policy: decline, say: "I can't settle that now."}
                on_decline: {say: "I can't: {{answer.reason}}."}
              - if: answer.label == 'Replace it'
                then: [{say: "We send a new one."}]
                else: [{say: "We repair it."}]
            """;

    /** Somebody who can be called back. */
    static final Map<String, String> CALLER = Map.of("caller", "sip:x", "call_back", "sip:x@192.0.2.1");

    private static final Map<String, Playbook> PLAYBOOKS = new ConcurrentHashMap<>();

    final ConversationMachine machine;
    Conversation state;
    Instant now = START;
    List<Effect> last = List.of();
    final List<Effect> all = new ArrayList<>();
    final List<Event> events = new ArrayList<>();

    private Scenario(Playbook playbook) {
        machine = new ConversationMachine(playbook);
        state = machine.unborn("c1");
    }

    static Scenario on(Channel channel) {
        return on(channel, "{policy: call_back, say: \"We call you back.\"}");
    }

    static Scenario on(Channel channel, String policy) {
        Scenario scenario = new Scenario(playbook(policy));
        return scenario.event(new Event.Began(channel, CALLER, "f", scenario.now))
                .heardAll();
    }

    /** With one more task file. */
    static Scenario with(Channel channel, String task) {
        Scenario scenario =
                new Scenario(PLAYBOOKS.computeIfAbsent(task, file -> load("{policy: decline}", List.of(file))));
        return scenario.event(new Event.Began(channel, CALLER, "f", scenario.now))
                .heardAll();
    }

    /** As somebody who can't be called back, or whom we call. */
    static Scenario on(Map<String, String> variables, String policy) {
        Scenario scenario = new Scenario(playbook(policy));
        return scenario.event(new Event.Began(Channel.VOICE, variables, "f", scenario.now))
                .heardAll();
    }

    static Playbook playbook(String policy) {
        return PLAYBOOKS.computeIfAbsent(policy, Scenario::load);
    }

    private static Playbook load(String policy) {
        return load(policy, List.of());
    }

    static Playbook load(String policy, List<String> more) {
        try {
            Path folder = Files.createTempDirectory("playbook");
            Files.writeString(folder.resolve("assistant.yaml"), ASSISTANT);
            Files.writeString(folder.resolve("tools.yaml"), TOOLS);
            Files.createDirectories(folder.resolve("knowledge"));
            Path tasks = Files.createDirectories(folder.resolve("tasks"));
            Files.writeString(tasks.resolve("refund.yaml"), REFUND.replace("POLICY", policy));
            Files.writeString(tasks.resolve("broken.yaml"), CLARIFY);
            for (String file : more) {
                Files.writeString(tasks.resolve("more" + more.indexOf(file) + ".yaml"), file);
            }
            return PlaybookLoader.load(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (PlaybookException e) {
            throw new IllegalStateException(e);
        }
    }

    Scenario event(Event event) {
        events.add(event);
        Step step = machine.on(state, event);
        state = step.next();
        last = step.effects();
        all.addAll(last);
        return this;
    }

    /** On voice: everything that is being said is heard to its end, two seconds later. */
    Scenario heardAll() {
        List<Effect> said = last;
        for (long line : List.copyOf(state.floor().speaking())) {
            after(Duration.ofSeconds(2));
            event(new Event.SpeechFinished(line, true, "", now));
        }
        last = said;
        return this;
    }

    Scenario after(Duration time) {
        now = now.plus(time);
        return this;
    }

    Scenario says(String text, Meaning... meanings) {
        return says(text, Source.TEXT, meanings);
    }

    Scenario says(String text, Source source, Meaning... meanings) {
        event(new Event.CustomerSaid(text, 1, source, null, null, now, now));
        return understood(meanings).heardAll();
    }

    Scenario understood(Meaning... meanings) {
        return event(new Event.Understood(state.thinking().turn(), Interpretation.of(meanings), now));
    }

    Scenario wantsRefund() {
        return says("refund please", new Meaning.TaskWanted("refund", Map.of()));
    }

    Scenario givesOrder(String number) {
        return says(number, Source.KEYPAD, new Meaning.SlotGiven("order_number", number));
    }

    Scenario tool(ToolOutcome outcome, Map<String, Object> value) {
        return event(new Event.ToolReturned(call().callId(), outcome, value, "down", now))
                .heardAll();
    }

    /** A refund for the tent, up to the open consult. */
    Scenario waitsForApproval() {
        return wantsRefund().givesOrder("482913").tool(ToolOutcome.SUCCESS, TENT);
    }

    Scenario answers(AnswerKind kind, int choice, String text, String token) {
        GuidanceAnswer answer = new GuidanceAnswer(kind, choice, text, "ada", now);
        return event(new Event.GuidanceAnswered(request().id(), answer, token, now));
    }

    /** An approval, and the same order when it is looked up again. */
    Scenario approves(int choice, String token) {
        return answers(choice == 0 ? AnswerKind.APPROVE : AnswerKind.CHOOSE, choice, "", token)
                .tool(ToolOutcome.SUCCESS, TENT);
    }

    Scenario worded(String text) {
        return event(new Event.Worded(request().id(), text, now));
    }

    Scenario expires() {
        return event(new Event.GuidanceExpired(request().id(), now));
    }

    Scenario wakes() {
        now = state.wakeAt();
        return event(new Event.Ticked(now));
    }

    /** The last request that was put to a person. */
    GuidanceRequest request() {
        return latest(Effect.RequestGuidance.class).request();
    }

    Effect.CallTool call() {
        return latest(Effect.CallTool.class);
    }

    <T extends Effect> T latest(Class<T> type) {
        for (int index = all.size() - 1; index >= 0; index--) {
            if (type.isInstance(all.get(index))) {
                return type.cast(all.get(index));
            }
        }
        throw new AssertionError("no " + type.getSimpleName() + " in " + all);
    }

    <T extends Effect> List<T> last(Class<T> type) {
        return last.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** What was said after the last event. */
    String said() {
        return String.join(
                " ",
                last(Effect.Speak.class).stream()
                        .map(speak -> speak.line().text())
                        .toList());
    }
}
