package dev.sotto.orchestrator.desk;

import java.time.Duration;

/**
 * What an operator may set about people at desks.
 *
 * @param wrapUp pause after an answer
 * @param reofferPause how long somebody who let a card pass is not asked again, even if nobody else is there
 * @param attention when approvals come too fast
 * @param checksPerHundred how many of a hundred answers are followed by a card whose right answer is known
 */
public record DeskRules(Duration wrapUp, Duration reofferPause, Attention.Rules attention, int checksPerHundred) {
    public static final DeskRules DEFAULT =
            new DeskRules(Duration.ZERO, Duration.ofSeconds(2), Attention.Rules.DEFAULT, 0);
}
