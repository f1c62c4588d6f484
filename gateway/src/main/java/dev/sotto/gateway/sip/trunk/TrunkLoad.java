package dev.sotto.gateway.sip.trunk;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** How many calls each trunk has, both ways, and no more than it may. Any thread. */
public final class TrunkLoad {
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    private final TrunkMeters meters;

    public TrunkLoad(TrunkMeters meters) {
        this.meters = meters;
    }

    /** Counts a call; false, and not counted, where there are as many as the trunk may have: 503. */
    public boolean begin(Trunk trunk) {
        AtomicInteger count = of(trunk);
        int before = count.getAndUpdate(now -> now < trunk.maxCalls() ? now + 1 : now);
        if (before >= trunk.maxCalls()) {
            meters.refused(trunk.name(), TrunkMeters.Refusal.TRUNK_FULL);
            return false;
        }
        meters.calls(trunk.name(), count.get());
        return true;
    }

    public void end(Trunk trunk) {
        meters.calls(trunk.name(), of(trunk).decrementAndGet());
    }

    public int calls(Trunk trunk) {
        return of(trunk).get();
    }

    private AtomicInteger of(Trunk trunk) {
        return calls.computeIfAbsent(trunk.name(), name -> new AtomicInteger());
    }
}
