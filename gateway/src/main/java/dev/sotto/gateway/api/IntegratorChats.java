package dev.sotto.gateway.api;

import io.vertx.core.Future;
import java.util.Map;

/** Opens chats that an integrator speaks for over REST. */
public interface IntegratorChats {
    /**
     * A new chat.
     *
     * @param resume the secret with which a visitor's socket may join
     */
    record Opened(String conversationId, String resume) {}

    /** Completes when the conversation is durable. */
    Future<Opened> open(Map<String, String> variables);

    /** The integrator is still there: starts the time over after which a silent one counts as gone. */
    void touched(String conversationId);
}
