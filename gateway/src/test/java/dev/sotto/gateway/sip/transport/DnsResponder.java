package dev.sotto.gateway.sip.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.codec.dns.DatagramDnsQuery;
import io.netty.handler.codec.dns.DatagramDnsQueryDecoder;
import io.netty.handler.codec.dns.DatagramDnsResponse;
import io.netty.handler.codec.dns.DatagramDnsResponseEncoder;
import io.netty.handler.codec.dns.DefaultDnsRawRecord;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.handler.codec.dns.DnsSection;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A DNS server on loopback with a zone that the test writes; remembers what it was asked. */
final class DnsResponder {
    final List<String> asked = new CopyOnWriteArrayList<>();
    private final Map<String, List<byte[]>> zone = new ConcurrentHashMap<>();
    private final InetSocketAddress address;
    private volatile int ttl = 300;
    private volatile boolean mute;

    DnsResponder(EventLoop loop) throws Exception {
        address = (InetSocketAddress) new Bootstrap()
                .group(loop)
                .channel(NioDatagramChannel.class)
                .handler(new ChannelInitializer<DatagramChannel>() {
                    @Override
                    protected void initChannel(DatagramChannel channel) {
                        channel.pipeline()
                                .addLast(new DatagramDnsQueryDecoder(), new DatagramDnsResponseEncoder(), new Zone());
                    }
                })
                .bind("127.0.0.1", 0)
                .sync()
                .channel()
                .localAddress();
    }

    InetSocketAddress address() {
        return address;
    }

    DnsResponder ttl(int seconds) {
        ttl = seconds;
        return this;
    }

    void mute(boolean silent) {
        mute = silent;
    }

    DnsResponder a(String name, int... octets) {
        byte[] data = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            data[i] = (byte) octets[i];
        }
        return add(name, octets.length == 4 ? DnsRecordType.A : DnsRecordType.AAAA, Unpooled.wrappedBuffer(data));
    }

    DnsResponder srv(String name, int priority, int weight, int port, String target) {
        ByteBuf data = Unpooled.buffer();
        data.writeShort(priority).writeShort(weight).writeShort(port);
        return add(name, DnsRecordType.SRV, name(data, target));
    }

    DnsResponder naptr(String name, int order, int preference, String flags, String service, String replacement) {
        ByteBuf data = Unpooled.buffer();
        data.writeShort(order).writeShort(preference);
        text(data, flags);
        text(data, service);
        text(data, "");
        return add(name, DnsRecordType.NAPTR, name(data, replacement));
    }

    DnsResponder raw(String name, DnsRecordType type, byte... data) {
        return add(name, type, Unpooled.wrappedBuffer(data));
    }

    private DnsResponder add(String name, DnsRecordType type, ByteBuf data) {
        byte[] octets = new byte[data.readableBytes()];
        data.readBytes(octets);
        zone.computeIfAbsent(name + ". " + type.name(), key -> new ArrayList<>())
                .add(octets);
        return this;
    }

    private static void text(ByteBuf data, String text) {
        data.writeByte(text.length()).writeCharSequence(text, StandardCharsets.US_ASCII);
    }

    private static ByteBuf name(ByteBuf data, String name) {
        for (String label : name.isEmpty() ? new String[0] : name.split("\\.")) {
            text(data, label);
        }
        return data.writeByte(0);
    }

    /** Answers from the zone; what is not there does not exist. */
    private final class Zone extends SimpleChannelInboundHandler<DatagramDnsQuery> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, DatagramDnsQuery query) {
            DnsQuestion question = query.recordAt(DnsSection.QUESTION);
            String key = question.name() + " " + question.type().name();
            asked.add(key);
            if (mute) {
                return;
            }
            DatagramDnsResponse response = new DatagramDnsResponse(query.recipient(), query.sender(), query.id());
            response.addRecord(DnsSection.QUESTION, question);
            List<byte[]> records = zone.getOrDefault(key, List.of());
            boolean known = zone.keySet().stream().anyMatch(one -> one.startsWith(question.name() + " "));
            response.setCode(known ? DnsResponseCode.NOERROR : DnsResponseCode.NXDOMAIN);
            for (byte[] data : records) {
                response.addRecord(
                        DnsSection.ANSWER,
                        new DefaultDnsRawRecord(question.name(), question.type(), ttl, Unpooled.wrappedBuffer(data)));
            }
            context.writeAndFlush(response);
        }
    }
}
