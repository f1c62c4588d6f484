package dev.sotto.gateway.sip.transport;

import io.vertx.core.Future;
import java.util.List;

/** Locates the servers of a target (RFC 3263). Loop thread only, the future's listeners included. */
public interface SipRouter {
    /** Knows no names: for tests and for who has no DNS. */
    SipRouter LITERALS = target -> {
        Hop hop = target.literalHop();
        return hop == null
                ? Future.failedFuture(new UnroutableException(target, "no address"))
                : Future.succeededFuture(List.of(hop));
    };

    /**
     * The hops to try one after another, at least one; fails with {@link UnroutableException} where there is none. Complete at
     * once for a literal address.
     */
    Future<List<Hop>> route(SipTarget target);
}
