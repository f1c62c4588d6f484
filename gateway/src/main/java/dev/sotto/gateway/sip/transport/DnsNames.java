package dev.sotto.gateway.sip.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufHolder;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.resolver.dns.DnsErrorCauseException;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsNameResolverChannelStrategy;
import io.netty.resolver.dns.DnsNameResolverException;
import io.netty.resolver.dns.NoopDnsCache;
import io.netty.resolver.dns.SequentialDnsServerAddressStreamProvider;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Asks the DNS, one query at a time for the same thing, and remembers what it said as long as it said. That there is no answer is
 * an empty list. Loop thread only.
 */
final class DnsNames {
    private static final long QUERY_MILLIS = 2_000;
    private static final int MOST_QUERIES = 6;
    private static final int MOST_UNDER_WAY = 256;

    private final EventLoop loop;
    private final List<InetSocketAddress> servers;
    private final DnsMemory memory;
    private final Map<DnsMemory.Key, Future<List<Object>>> underWay = new HashMap<>();
    private @Nullable DnsNameResolver resolver;

    /** @param servers empty: those of the machine */
    DnsNames(EventLoop loop, List<InetSocketAddress> servers, LongSupplier nowMillis) {
        this.loop = loop;
        this.servers = servers;
        memory = new DnsMemory(nowMillis);
    }

    Future<List<DnsAnswers.Naptr>> naptr(String name) {
        return ask(name, DnsRecordType.NAPTR, DnsAnswers.Naptr.class, DnsAnswers::naptr);
    }

    Future<List<DnsAnswers.Srv>> srv(String name) {
        return ask(name, DnsRecordType.SRV, DnsAnswers.Srv.class, DnsAnswers::srv);
    }

    /** IPv4 first: an IPv6 address is of no use on many a machine. */
    Future<List<InetAddress>> addresses(String name) {
        Future<List<InetAddress>> v4 = ask(name, DnsRecordType.A, InetAddress.class, DnsAnswers::address);
        Future<List<InetAddress>> v6 = ask(name, DnsRecordType.AAAA, InetAddress.class, DnsAnswers::address);
        return Future.all(v4, v6)
                .map(both -> Stream.concat(v4.result().stream(), v6.result().stream())
                        .toList());
    }

    private <T> Future<List<T>> ask(
            String name, DnsRecordType type, Class<T> kind, Function<ByteBuf, @Nullable T> reader) {
        DnsMemory.Key key = new DnsMemory.Key(name.toLowerCase(Locale.ROOT), type.name());
        List<Object> known = memory.recall(key);
        if (known != null) {
            return Future.succeededFuture(known.stream().map(kind::cast).toList());
        }
        Future<List<Object>> asked = underWay.get(key);
        if (asked == null) {
            if (underWay.size() >= MOST_UNDER_WAY) {
                return Future.failedFuture("too many DNS queries");
            }
            asked = query(key, type, reader);
            underWay.put(key, asked);
            asked.onComplete(done -> underWay.remove(key));
        }
        return asked.map(all -> all.stream().map(kind::cast).toList());
    }

    private <T> Future<List<Object>> query(
            DnsMemory.Key key, DnsRecordType type, Function<ByteBuf, @Nullable T> reader) {
        Promise<List<Object>> answer = Promise.promise();
        resolver().resolveAll(new DefaultDnsQuestion(key.name(), type)).addListener(done -> {
            List<Object> values = List.of();
            if (done.isSuccess()) {
                @SuppressWarnings("unchecked")
                List<DnsRecord> records = (List<DnsRecord>) done.getNow();
                values = values(records, type, reader);
                memory.keep(key, values, timeToLive(records));
                records.forEach(ReferenceCountUtil::release);
            } else if (isFailure(done.cause())) {
                memory.keepFailure(key);
            } else {
                memory.keep(key, values, 0);
            }
            answer.complete(values);
        });
        return answer.future();
    }

    private static <T> List<Object> values(
            List<DnsRecord> records, DnsRecordType type, Function<ByteBuf, @Nullable T> reader) {
        List<Object> values = new ArrayList<>();
        for (DnsRecord record : records) {
            if (record.type().equals(type) && record instanceof ByteBufHolder data) {
                values.add(reader.apply(data.content().duplicate()));
            }
        }
        values.removeIf(Objects::isNull);
        return List.copyOf(values);
    }

    /** Whether nobody knows: silence, or a server's own trouble; that a name or type does not exist is an answer. */
    private static boolean isFailure(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            boolean trouble = cause instanceof DnsErrorCauseException refused
                    && !refused.getCode().equals(DnsResponseCode.NXDOMAIN)
                    && !refused.getCode().equals(DnsResponseCode.NOERROR);
            if (trouble || cause instanceof DnsNameResolverException) {
                return true;
            }
        }
        return false;
    }

    private static long timeToLive(List<DnsRecord> records) {
        return records.stream().mapToLong(DnsRecord::timeToLive).min().orElse(0);
    }

    /** Made when the first name comes: most endpoints never see one. A port of its own for each query, against forged answers. */
    private DnsNameResolver resolver() {
        DnsNameResolver made = resolver;
        if (made == null) {
            DnsNameResolverBuilder builder = new DnsNameResolverBuilder(loop)
                    .datagramChannelType(SipChannels.datagramType(loop))
                    .socketChannelType(SipChannels.streamType(loop))
                    .datagramChannelStrategy(DnsNameResolverChannelStrategy.ChannelPerResolution)
                    .resolveCache(NoopDnsCache.INSTANCE)
                    .queryTimeoutMillis(QUERY_MILLIS)
                    .maxQueriesPerResolve(MOST_QUERIES)
                    .searchDomains(List.of())
                    .ndots(1);
            if (!servers.isEmpty()) {
                builder.nameServerProvider(new SequentialDnsServerAddressStreamProvider(servers));
            }
            made = builder.build();
            resolver = made;
        }
        return made;
    }

    void close() {
        if (resolver != null) {
            resolver.close();
        }
    }
}
