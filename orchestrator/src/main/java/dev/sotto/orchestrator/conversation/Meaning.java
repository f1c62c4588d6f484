package dev.sotto.orchestrator.conversation;

import java.util.List;
import java.util.Map;

/** One thing that an utterance means. An {@link Interpretation} may hold several ("it's 482913, and when do you open?"). */
public sealed interface Meaning {
    /** A slot's value in the slot's own type (see {@code Slot}). */
    record SlotGiven(String slot, Object value) implements Meaning {}

    /** "No, the order is …": another value for a slot that was filled already. */
    record Corrected(String slot, Object value) implements Meaning {}

    /** The customer wants this task; slots that the same words already filled. */
    record TaskWanted(String task, Map<String, Object> slots) implements Meaning {}

    /** Two or more tasks are as likely: ask which. */
    record Ambiguous(List<String> tasks) implements Meaning {}

    record Affirmed() implements Meaning {}

    record Denied() implements Meaning {}

    /** A question that knowledge answers. */
    record Answered(String topic, String answer, double score) implements Meaning {}

    /** A real question or wish that neither tasks nor knowledge cover: a person must say. */
    record NotCovered(String question) implements Meaning {}

    record RepeatWanted() implements Meaning {}

    record CancelWanted() implements Meaning {}

    record PersonWanted() implements Meaning {}

    record Greeted() implements Meaning {}

    record Thanked() implements Meaning {}

    record SaidGoodbye() implements Meaning {}

    /** "Wait", "one moment": the customer needs time. */
    record AskedToWait() implements Meaning {}

    /** "Mhm", "okay": listening, wants nothing. */
    record Acknowledged() implements Meaning {}

    /** Words that made no sense, or recognition below the doubt threshold. */
    record Unclear() implements Meaning {}
}
