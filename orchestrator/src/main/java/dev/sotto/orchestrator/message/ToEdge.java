package dev.sotto.orchestrator.message;

import dev.sotto.orchestrator.conversation.Party;
import java.time.Instant;
import java.util.Map;

/** What a conversation wants of the edge its customer is at. */
public sealed interface ToEdge {
    String conversationId();

    /**
     * Say this.
     *
     * @param speechId counts within the conversation; also the number of the transcript line
     * @param from ASSISTANT, or AGENT while a person has taken over
     * @param interruptible false for what must be heard to its end
     */
    record Say(String conversationId, long speechId, Party from, String text, boolean interruptible, Instant at)
            implements ToEdge {}

    /** Stop saying and forget what is queued. */
    record StopSaying(String conversationId) implements ToEdge {}

    /**
     * Voice: finish the sentence that is being said and forget the rest, but for what may not be interrupted. What had not
     * begun to sound ends at once. Each line still reports its own {@link ToConversation.SpeechFinished}.
     */
    record Yield(String conversationId) implements ToEdge {}

    /**
     * Voice: whose turn it is as far as only the conversation can know, so that silence is metered rightly.
     *
     * @param owing what is being done for the customer: {@code thinking, tool, consult}; empty when nothing is
     */
    record Turn(String conversationId, String owing) implements ToEdge {}

    /**
     * What is likely to come next from the customer: sets the end of turn patience and the keypad's length.
     *
     * @param expecting {@code anything, yes_no, digits, text}
     * @param digits how many keypad digits make an answer; 0 when open
     */
    record Expect(String conversationId, String expecting, int digits) implements ToEdge {}

    /** Chat: the assistant or agent is about to say something, or no longer is. */
    record Typing(String conversationId, Party from, boolean on) implements ToEdge {}

    /** Everything is said: end politely once what is queued has been heard. */
    record HangUp(String conversationId, String termination) implements ToEdge {}

    /**
     * Move the call elsewhere; the answer is {@link ToConversation.Gone} or {@link ToConversation.TransferFailed}.
     *
     * @param literal the target stands in the task file as it is; any other may come from what a caller said
     * @param headers for whoever takes the call, by name: SIP headers
     */
    record Transfer(String conversationId, String target, boolean literal, Map<String, String> headers)
            implements ToEdge {}
}
