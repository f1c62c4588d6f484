package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.SipSyntaxException;
import dev.sotto.gateway.sip.message.SipUri;
import dev.sotto.gateway.sip.transport.Hop;
import dev.sotto.gateway.sip.transport.SipRouter;
import dev.sotto.gateway.sip.transport.SipTarget;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/**
 * Which way a request of ours goes in a dialog: back over the peer's connection as long as it is open (RFC 5923; RFC 5626 for who
 * sits behind a NAT), else to the first route or the remote target, a name located as RFC 3263 says.
 */
final class DialogRoute {
    private DialogRoute() {}

    /** The hops to try; at last the way that the peer came, which is the only one to a target that can't be located. */
    static Future<List<Hop>> of(Dialog dialog, SipRouter router) throws SipSyntaxException {
        Hop flow = dialog.flow();
        String next = dialog.nextUri();
        if (flow.isLive() || !SipUri.isSip(next)) {
            return Future.succeededFuture(List.of(flow));
        }
        SipUri uri = SipUri.parse(next);
        SipTarget target = SipTarget.of(uri);
        if (target.isLiteral()) {
            return Future.succeededFuture(List.of(dialog.literalHop(uri)));
        }
        SipTarget sameWay = target.transport() != null
                        || target.secure()
                        || !flow.protocol().reliable()
                ? target
                : new SipTarget(target.host(), target.port(), flow.protocol().uriName(), target.secure());
        return router.route(sameWay)
                .map(hops -> {
                    List<Hop> all = new ArrayList<>(hops);
                    all.add(flow);
                    return List.copyOf(all);
                })
                .otherwise(List.of(flow));
    }
}
