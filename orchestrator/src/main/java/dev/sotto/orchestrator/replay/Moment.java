package dev.sotto.orchestrator.replay;

import java.time.Duration;

/**
 * One thing in a timeline.
 *
 * @param at since the conversation began
 * @param who {@code customer, assistant, agent, desk, tool, policy} or {@code end}
 */
public record Moment(Duration at, String who, String what) {
    boolean isSameAs(Moment other) {
        return who.equals(other.who) && what.equals(other.what);
    }
}
