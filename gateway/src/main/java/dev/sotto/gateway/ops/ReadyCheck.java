package dev.sotto.gateway.ops;

import io.vertx.core.Future;
import java.util.function.Supplier;

/**
 * Something that must be there before calls and chats are welcome.
 *
 * @param name as it is told, for example {@code database}
 * @param ready completes when it is there; fails, with a message for operators, when it is not
 */
public record ReadyCheck(String name, Supplier<Future<Void>> ready) {}
