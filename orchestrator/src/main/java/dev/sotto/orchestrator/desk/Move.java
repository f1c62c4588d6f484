package dev.sotto.orchestrator.desk;

import java.util.List;

/** A card before and after something happened to it. */
public record Move(Card before, Card after) {
    /** Who is shown the card now and wasn't before. */
    public List<Hold> offers() {
        return after.holds().stream()
                .filter(hold -> !hold.isAccepted() && !before.holds().contains(hold))
                .toList();
    }

    /** True when somebody is shown the card who wasn't before. */
    public boolean isOffer() {
        return !offers().isEmpty();
    }
}
