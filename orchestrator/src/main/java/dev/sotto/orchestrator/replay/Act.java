package dev.sotto.orchestrator.replay;

import dev.sotto.orchestrator.conversation.Event;
import java.time.Duration;

/**
 * Something that somebody outside did of their own will: a customer's words, a hang-up, a take-over.
 *
 * @param after how long after what it followed
 * @param cuts for the start of speech: true when it stopped what we were saying
 */
record Act(Event event, Anchor anchor, Duration after, boolean cuts) {
    boolean byAgent() {
        return event instanceof Event.AgentSaid || event instanceof Event.TookOver || event instanceof Event.HandedBack;
    }
}
