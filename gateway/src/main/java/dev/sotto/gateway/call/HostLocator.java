package dev.sotto.gateway.call;

import dev.sotto.gateway.sip.message.HostPort;
import dev.sotto.gateway.sip.message.SipUri;
import dev.sotto.gateway.sip.transport.Hop;
import dev.sotto.gateway.sip.trunk.Locator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.net.InetSocketAddress;
import java.util.List;

/** Hosts by their addresses, literal ones or those of the DNS, over UDP. Call context only. */
record HostLocator(Vertx vertx) implements Locator {
    @Override
    public Future<List<Hop>> locate(SipUri uri) {
        String transport = uri.param("transport");
        if (transport != null && !transport.equalsIgnoreCase("udp")) {
            return Future.failedFuture("requests of ours go over UDP only, not over " + transport);
        }
        HostPort server = new HostPort(uri.host(), uri.port());
        InetSocketAddress literal = server.literalAddress();
        if (literal != null) {
            return Future.succeededFuture(List.of(Hop.udp(literal)));
        }
        return ((VertxInternal) vertx)
                .nameResolver()
                .resolve(uri.host())
                .map(address -> List.of(Hop.udp(new InetSocketAddress(address, server.portOrDefault()))));
    }
}
