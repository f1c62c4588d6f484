package dev.sotto.gateway.sip.transport;

import dev.sotto.gateway.sip.transport.DnsAnswers.Naptr;
import dev.sotto.gateway.sip.transport.DnsAnswers.Srv;
import io.netty.channel.EventLoop;
import io.vertx.core.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Locates servers by the DNS (RFC 3263, 4):
 *
 * <pre>
 *   address            --------------------------------------> that address
 *   name and port      ------------------------------> A, AAAA
 *   name, transport    -------------> SRV (none: ----> A, AAAA at the standard port)
 *   name alone         --> NAPTR --> SRV
 *                          (none: SRV of UDP, then TCP)
 * </pre>
 *
 * Loop thread only.
 */
public final class DnsRouter implements SipRouter {
    private static final int MOST_HOPS = 12;
    private static final int MOST_TARGETS = 8;

    private final DnsNames names;
    private final SrvOrder order;

    /** One SRV name to ask, and what its servers speak. */
    private record Service(String name, Protocol protocol) {}

    /** A server's name or address with its port. */
    private record Server(String name, int port, Protocol protocol) {}

    DnsRouter(DnsNames names, RandomGenerator random) {
        this.names = names;
        order = new SrvOrder(random);
    }

    /** @param servers empty: those of the machine */
    public static DnsRouter of(EventLoop loop, List<InetSocketAddress> servers, RandomGenerator random) {
        return new DnsRouter(
                new DnsNames(loop, servers, () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime())), random);
    }

    @Override
    public Future<List<Hop>> route(SipTarget target) {
        Protocol own = target.ownProtocol();
        if (own == null || own.webSocket()) {
            return Future.failedFuture(new UnroutableException(target, "no such transport: " + target.transport()));
        }
        if (target.isLiteral()) {
            return LITERALS.route(target);
        }
        Future<List<Server>> servers = target.port() != 0
                ? Future.succeededFuture(List.of(new Server(target.host(), target.port(), own)))
                : located(target, own);
        return servers.compose(all -> hops(all, target));
    }

    private Future<List<Server>> located(SipTarget target, Protocol own) {
        Future<List<Service>> services = target.transport() == null && !target.secure()
                ? names.naptr(target.host()).map(records -> services(records, target))
                : Future.succeededFuture(List.of(service(target, own)));
        return services.compose(this::servers).map(found -> {
            return found.isEmpty() ? List.of(new Server(target.host(), own.defaultPort(), own)) : found;
        });
    }

    private static List<Service> services(List<Naptr> records, SipTarget target) {
        List<Service> services = records.stream()
                .filter(record -> record.flags().equals("s") && protocolOf(record.service()) != null)
                .sorted(Comparator.comparingInt(Naptr::order).thenComparingInt(Naptr::preference))
                .map(record -> new Service(record.replacement(), known(record.service())))
                .toList();
        return services.isEmpty() ? List.of(service(target, Protocol.UDP), service(target, Protocol.TCP)) : services;
    }

    private static Protocol known(String service) {
        Protocol protocol = protocolOf(service);
        return protocol == null ? Protocol.UDP : protocol;
    }

    /** Registered by RFC 3263, 10; what we can't speak (SCTP, WebSocket towards a server) is none. */
    private static @Nullable Protocol protocolOf(String service) {
        return switch (service) {
            case "SIP+D2U" -> Protocol.UDP;
            case "SIP+D2T" -> Protocol.TCP;
            case "SIPS+D2T" -> Protocol.TLS;
            default -> null;
        };
    }

    private static Service service(SipTarget target, Protocol protocol) {
        String prefix = switch (protocol) {
            case UDP -> "_sip._udp.";
            case TCP -> "_sip._tcp.";
            default -> "_sips._tcp.";
        };
        return new Service(prefix + target.host(), protocol);
    }

    /** The servers of all services, in the services' order and within one in that of its records. */
    private Future<List<Server>> servers(List<Service> services) {
        List<Future<List<Srv>>> asked =
                services.stream().map(service -> names.srv(service.name())).toList();
        return Future.all(asked).map(all -> {
            List<Server> servers = new ArrayList<>();
            for (int i = 0; i < services.size(); i++) {
                for (Srv record : order.sorted(asked.get(i).result())) {
                    if (!record.target().isEmpty() && record.port() != 0 && servers.size() < MOST_TARGETS) {
                        servers.add(new Server(
                                record.target(), record.port(), services.get(i).protocol()));
                    }
                }
            }
            return servers;
        });
    }

    private Future<List<Hop>> hops(List<Server> servers, SipTarget target) {
        List<Future<List<InetAddress>>> asked =
                servers.stream().map(server -> names.addresses(server.name())).toList();
        return Future.all(asked).compose(all -> {
            Set<Hop> hops = new LinkedHashSet<>();
            for (int i = 0; i < servers.size(); i++) {
                Server server = servers.get(i);
                for (InetAddress address : asked.get(i).result()) {
                    InetSocketAddress socket = new InetSocketAddress(address, server.port());
                    hops.add(new Hop(server.protocol(), socket, null, target.host()));
                }
            }
            return hops.isEmpty()
                    ? Future.failedFuture(new UnroutableException(target, "no address in the DNS"))
                    : Future.succeededFuture(hops.stream().limit(MOST_HOPS).toList());
        });
    }

    public void close() {
        names.close();
    }
}
