package dev.sotto.orchestrator.broker;

import dev.sotto.orchestrator.consult.GuidanceState;
import dev.sotto.orchestrator.desk.CallerPatience;
import dev.sotto.orchestrator.desk.Card;
import dev.sotto.orchestrator.desk.Desk;
import dev.sotto.orchestrator.desk.Hold;
import dev.sotto.orchestrator.message.ToDesk.GuidanceView;
import dev.sotto.orchestrator.message.ToDesk.Holder;
import dev.sotto.orchestrator.message.ToDesk.Standing;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Cards as others see them now. Owned by the broker's context. */
final class CardViews {
    private final Desk desk;
    private final GuidanceClock clock;

    CardViews(Desk desk, GuidanceClock clock) {
        this.desk = desk;
        this.clock = clock;
    }

    GuidanceView of(Card card) {
        Instant offerUntil = card.holds().stream()
                .map(Hold::until)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
        return new GuidanceView(
                card.request(),
                card.state().name().toLowerCase(Locale.ROOT),
                card.agent(),
                card.state().isOpen() ? offerUntil : null,
                card.answer(),
                standing(card));
    }

    /** Nobody has it, and nobody is there who could. */
    boolean isUnattended(Card card) {
        return card.state() == GuidanceState.OPEN
                && !card.isLikely()
                && desk.present(card.request().skill(), clock.now()) == 0;
    }

    private Standing standing(Card card) {
        var approvedBy =
                card.approvals().stream().map(approval -> approval.agent()).toList();
        if (!card.state().isOpen()) {
            return new Standing(List.of(), approvedBy, null, null, false);
        }
        return new Standing(
                card.holds().stream()
                        .map(hold -> new Holder(hold.agent(), hold.since(), hold.until()))
                        .toList(),
                approvedBy,
                patience(card),
                desk.bundle(card.id()),
                isUnattended(card));
    }

    private @Nullable Long patience(Card card) {
        return card.isLikely()
                ? null
                : CallerPatience.left(card.request(), clock.now()).toSeconds();
    }
}
