package dev.sotto.gateway.desk;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many desks each agent has open (tabs, a reconnect before the old connection is known to be gone). Shared; any thread. */
public final class DeskConnections {
    private final Map<String, Integer> open = new ConcurrentHashMap<>();

    /** True when this is the agent's first. */
    boolean opened(String agent) {
        return open.merge(agent, 1, Integer::sum) == 1;
    }

    /** True when it was the last. */
    boolean closed(String agent) {
        return open.computeIfPresent(agent, (name, count) -> count == 1 ? null : count - 1) == null;
    }
}
