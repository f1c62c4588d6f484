package dev.sotto.gateway.outbound;

import dev.sotto.orchestrator.message.ToCalls;

/** Orders as the interface shows them. */
final class OrderViews {
    private OrderViews() {}

    static ToCalls.CallView of(Order order, String state) {
        boolean due = order.state() == OrderState.QUEUED;
        return new ToCalls.CallView(
                order.id(),
                order.conversation(),
                state,
                order.target(),
                order.task(),
                order.tries(),
                order.createdAt(),
                due ? order.dueAt() : null,
                order.answeredAt(),
                order.endedAt(),
                order.promisedIn(),
                order.outcome(),
                order.status());
    }
}
