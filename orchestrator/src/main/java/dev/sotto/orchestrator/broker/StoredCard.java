package dev.sotto.orchestrator.broker;

import dev.sotto.orchestrator.desk.Card;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A card as the database has it.
 *
 * @param delivered true when the conversation has acknowledged its end
 * @param conversationEnded true when there is nobody left to help
 */
record StoredCard(Card card, @Nullable Instant closedAt, boolean delivered, boolean conversationEnded) {}
