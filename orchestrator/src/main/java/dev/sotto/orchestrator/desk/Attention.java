package dev.sotto.orchestrator.desk;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Notices approvals that come one after another faster than anybody reads: attention falls within half an hour of such
 * work, and approvals get faster and blinder. A slow approval or any other answer ends the streak. Not thread-safe.
 */
public final class Attention {
    /**
     * When a streak is one.
     *
     * @param inARow how many rapid approvals in a row are still fine; 0 switches it off
     * @param rapid faster than this is rapid, from the offer to the approval
     * @param pause how long the agent is then offered nothing
     */
    public record Rules(int inARow, Duration rapid, Duration pause) {
        public static final Rules DEFAULT = new Rules(5, Duration.ofSeconds(3), Duration.ofMinutes(1));
    }

    private final Rules rules;
    private final Map<String, Integer> streaks = new HashMap<>();

    public Attention(Rules rules) {
        this.rules = rules;
    }

    /** True when this approval is one too many, and a new count begins. */
    public boolean approved(String agent, Duration sinceOffered) {
        if (rules.inARow() == 0 || sinceOffered.compareTo(rules.rapid()) >= 0) {
            streaks.remove(agent);
            return false;
        }
        if (streaks.merge(agent, 1, Integer::sum) <= rules.inARow()) {
            return false;
        }
        streaks.remove(agent);
        return true;
    }

    /** They gave some other answer, which takes thought. */
    public void thought(String agent) {
        streaks.remove(agent);
    }
}
