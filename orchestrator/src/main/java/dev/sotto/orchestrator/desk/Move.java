package dev.sotto.orchestrator.desk;

import dev.sotto.orchestrator.consult.GuidanceState;

/** A card before and after something happened to it. */
public record Move(Card before, Card after) {
    /** True when somebody is shown the card who wasn't before. */
    public boolean isOffer() {
        return after.state() == GuidanceState.OFFERED;
    }
}
