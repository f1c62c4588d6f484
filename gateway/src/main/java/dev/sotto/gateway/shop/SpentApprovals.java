package dev.sotto.gateway.shop;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Which approvals were used and for what, until they have expired. The same request under the same key again gets the same
 * answer; anything else under a used approval is refused. Any thread; of two at once one does the work.
 */
final class SpentApprovals {
    /** Clocks differ; single use doesn't depend on them. */
    private static final Duration LEEWAY = Duration.ofSeconds(30);

    private final int most;
    private final Clock clock;
    private final Map<String, Spent> spent = new ConcurrentHashMap<>();

    SpentApprovals(int most, Clock clock) {
        this.most = most;
        this.clock = clock;
    }

    private record Spent(String key, String request, Instant until, ShopReply reply) {}

    ShopReply once(ApprovalCheck.Approval approval, String key, String request, Supplier<ShopReply> work) {
        Instant now = clock.instant();
        Instant until = approval.expiresAt().plus(LEEWAY);
        spent.values().removeIf(old -> !old.until().isAfter(now));
        if (!until.isAfter(now)) {
            return ShopReply.refused(403, "approval_expired", "the approval has expired");
        }
        // one that can still be used is never forgotten
        if (spent.size() >= most && !spent.containsKey(approval.id())) {
            return ShopReply.refused(503, "too_many", "too many approvals at once, try again later");
        }
        Spent use = spent.computeIfAbsent(approval.id(), fresh -> new Spent(key, request, until, work.get()));
        return use.key().equals(key) && use.request().equals(request)
                ? use.reply()
                : ShopReply.refused(409, "approval_used", "the approval was used by another request");
    }
}
