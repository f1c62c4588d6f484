package dev.sotto.orchestrator.assistant;

import dev.sotto.orchestrator.conversation.Conversation;
import dev.sotto.orchestrator.conversation.Event;
import dev.sotto.orchestrator.conversation.Focus;
import dev.sotto.orchestrator.conversation.Interpretation;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What an assistant can besides understanding: answer in its own sentences. Called on the conversation's context. */
public interface Talker {
    /** False when it is known to be out of order: the local assistant takes the turn. */
    boolean ready();

    /** What a short answer to our own question means, where that is beyond doubt and needs no model. */
    Future<Optional<Interpretation>> atOnce(String text, double confidence, Focus focus);

    /**
     * Begins an answer. Everything that comes of it is reported as events, the first of which is {@link Event.ModelAsked}; when
     * the conversation does not take that, nothing follows.
     *
     * @param turn the customer's turn that is answered; 0: tell what came of something
     * @param now the conversation as it is at any time
     */
    Talk begin(long turn, Supplier<Conversation> now, Consumer<Event> report);

    /** An answer under way. */
    interface Talk {
        /** Nothing more of it is wanted. */
        void drop();
    }
}
