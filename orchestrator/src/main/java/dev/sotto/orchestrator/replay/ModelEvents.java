package dev.sotto.orchestrator.replay;

import dev.sotto.orchestrator.conversation.Event;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a language model's answer consists of, event by event. */
final class ModelEvents {
    private ModelEvents() {}

    /** The generation that an event belongs to; null for events that are no model's. */
    static @Nullable String generation(Event event) {
        if (event instanceof Event.ModelAsked asked) {
            return asked.generation();
        }
        if (event instanceof Event.ModelSlow slow) {
            return slow.generation();
        }
        if (event instanceof Event.ModelSaid said) {
            return said.generation();
        }
        if (event instanceof Event.ModelWants wants) {
            return wants.generation();
        }
        if (event instanceof Event.ModelDone done) {
            return done.generation();
        }
        return event instanceof Event.ModelFailed failed ? failed.generation() : null;
    }

    /** The same at another time, for another turn. */
    static Event again(Event event, long turn, Instant at) {
        if (event instanceof Event.ModelAsked asked) {
            return new Event.ModelAsked(asked.generation(), turn, asked.model(), asked.prompt(), at);
        }
        if (event instanceof Event.ModelSlow slow) {
            return new Event.ModelSlow(slow.generation(), at);
        }
        if (event instanceof Event.ModelSaid said) {
            return new Event.ModelSaid(said.generation(), said.n(), said.text(), at);
        }
        if (event instanceof Event.ModelWants wants) {
            return new Event.ModelWants(
                    wants.generation(), wants.callId(), wants.function(), wants.arguments(), wants.problem(), at);
        }
        if (event instanceof Event.ModelDone done) {
            return new Event.ModelDone(done.generation(), done.tokensIn(), done.tokensOut(), at);
        }
        Event.ModelFailed failed = (Event.ModelFailed) event;
        return new Event.ModelFailed(failed.generation(), failed.reason(), at);
    }
}
