package dev.sotto.orchestrator.replay;

import dev.sotto.orchestrator.consult.AnswerKind;
import dev.sotto.orchestrator.consult.GuidanceAnswer;
import dev.sotto.orchestrator.conversation.Channel;
import dev.sotto.orchestrator.conversation.Event;
import dev.sotto.orchestrator.conversation.Interpretation;
import dev.sotto.orchestrator.conversation.Meaning;
import dev.sotto.orchestrator.conversation.Source;
import dev.sotto.orchestrator.conversation.ToolOutcome;
import dev.sotto.orchestrator.journal.JournalEntry;
import dev.sotto.orchestrator.runner.EventJson;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Journals written by hand: a refund of 129 dollars that takes a person 12 seconds to approve. */
final class Journalled {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final EventJson JSON = new EventJson();

    private final List<JournalEntry> entries = new ArrayList<>();

    /** An event at a time in seconds since the beginning. */
    Journalled at(double seconds, Function<Instant, Event> event) {
        Instant at = START.plusMillis(Math.round(seconds * 1_000));
        entries.add(JSON.entry("c1", entries.size() + 1L, event.apply(at)));
        return this;
    }

    List<JournalEntry> entries() {
        return List.copyOf(entries);
    }

    /** The customer says something that means this, understood a tenth of a second later. */
    Journalled says(double seconds, long turn, String text, Meaning meaning) {
        return at(seconds, at -> new Event.CustomerSaid(text, 1, Source.TEXT, "m" + turn, null, at, at))
                .at(seconds + 0.1, at -> new Event.Understood(turn, Interpretation.of(meaning), at));
    }

    /** Our next line has been said to its end. */
    Journalled heard(double seconds, long line) {
        return at(seconds, at -> new Event.SpeechFinished(line, true, "", at));
    }

    static Journalled chat() {
        return new Journalled()
                .at(0, at -> new Event.Began(Channel.CHAT, Map.of(), RefundShop.PLAYBOOK.fingerprint(), at))
                .says(2, 2, "I want a refund", new Meaning.TaskWanted("refund", Map.of()))
                .says(6, 4, "482913", new Meaning.SlotGiven("order_number", "482913"))
                .at(6.2, at -> new Event.ToolReturned("c1-t1", ToolOutcome.SUCCESS, tent(), "", at))
                .at(6.25, at -> new Event.GuidanceNoted("c1-g2", 1, 1, at))
                .at(7, at -> new Event.GuidanceSeen("c1-g2", "ada", false, at))
                .says(14, 6, "it is torn", new Meaning.SlotGiven("reason", "it is torn"));
    }

    static Journalled approvedChat() {
        return chat().at(18.2, at -> approval(AnswerKind.APPROVE, at))
                .at(18.3, at -> new Event.ToolReturned("c1-t3", ToolOutcome.SUCCESS, tent(), "", at))
                .at(18.4, at -> new Event.ToolReturned("c1-t4", ToolOutcome.SUCCESS, Map.of("refund", "R1"), "", at))
                .says(22.4, 9, "no thanks", new Meaning.Denied())
                .at(22.6, at -> new Event.CustomerLeft("completed", at));
    }

    /** The same by telephone: every line of ours takes two seconds. */
    static Journalled approvedCall() {
        return new Journalled()
                .at(
                        0,
                        at -> new Event.Began(
                                Channel.VOICE,
                                Map.of("call_back", "sip:x@192.0.2.1"),
                                RefundShop.PLAYBOOK.fingerprint(),
                                at))
                .heard(2, 1)
                .says(4, 2, "I want a refund", new Meaning.TaskWanted("refund", Map.of()))
                .heard(6.1, 3)
                .says(9, 4, "482913", new Meaning.SlotGiven("order_number", "482913"))
                .at(9.2, at -> new Event.ToolReturned("c1-t1", ToolOutcome.SUCCESS, tent(), "", at))
                .at(9.25, at -> new Event.GuidanceNoted("c1-g2", 1, 1, at))
                .heard(11.2, 5)
                .says(13, 6, "it is torn", new Meaning.SlotGiven("reason", "it is torn"))
                .heard(15.1, 7)
                .at(17.2, at -> approval(AnswerKind.APPROVE, at))
                .at(17.3, at -> new Event.ToolReturned("c1-t3", ToolOutcome.SUCCESS, tent(), "", at))
                .at(17.4, at -> new Event.ToolReturned("c1-t4", ToolOutcome.SUCCESS, Map.of("refund", "R1"), "", at))
                .heard(19.4, 8)
                .says(21, 9, "no thanks", new Meaning.Denied())
                .heard(23.1, 10)
                .at(23.5, at -> new Event.CustomerLeft("completed", at));
    }

    static Event approval(AnswerKind kind, Instant at) {
        return new Event.GuidanceAnswered("c1-g2", new GuidanceAnswer(kind, 0, "", "ada", at), "secret-token", at);
    }

    private static Map<String, Object> tent() {
        return Map.of("number", "482913", "items", "trail tent", "total", new BigDecimal("129.00"));
    }
}
