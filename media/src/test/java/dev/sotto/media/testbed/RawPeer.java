package dev.sotto.media.testbed;

import dev.sotto.media.codec.AudioCodec;
import dev.sotto.media.codec.AudioFormat;
import dev.sotto.media.codec.DigitSender;
import dev.sotto.media.rtp.RtpPacket;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A bare telephone: sends what it is given in real time, silence otherwise, and keeps every packet that comes. */
public final class RawPeer implements AutoCloseable {
    private final AudioFormat format;
    private final AudioCodec codec;
    private final Channel channel;
    private final BlockingQueue<Packet> received = new LinkedBlockingQueue<>();
    private final Queue<short[]> frames = new ArrayDeque<>();
    private final DigitSender digits = new DigitSender();
    private final int ssrc;
    private volatile @Nullable InetSocketAddress to;
    private volatile long voiceSentNanos;
    private int sequence = 65_500;
    private long timestamp = 0xFFFF_F000L;
    private long baseNanos;
    private long sentFrames;
    private boolean muted;

    /** One packet as it came. */
    public record Packet(
            long nanos,
            int payloadType,
            boolean marker,
            int sequence,
            long timestamp,
            int ssrc,
            short[] samples,
            byte[] bytes) {}

    public RawPeer(EventLoop loop, AudioFormat format, int ssrc) {
        this.format = format;
        this.codec = format.open();
        this.ssrc = ssrc;
        this.channel = new Bootstrap()
                .group(loop)
                .channel(NioDatagramChannel.class)
                .handler(new Inbound())
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
        loop.execute(() -> {
            baseNanos = System.nanoTime();
            tick();
        });
    }

    public int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    public String offer() {
        return offer("sendrecv");
    }

    public String offer(String direction) {
        return "v=0\r\no=peer 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio " + port()
                + " RTP/AVP " + format.offeredPayloadType() + " 101\r\na=rtpmap:" + format.offeredPayloadType() + " "
                + format.encodingName() + "/" + format.clockRate() + (format.channels() > 1 ? "/2" : "")
                + "\r\na=rtpmap:101 telephone-event/8000\r\na=" + direction + "\r\n";
    }

    /** Sends to the port that {@code sdp} names, from now on. */
    public void connect(String sdp) {
        String line =
                sdp.lines().filter(l -> l.startsWith("m=audio")).findFirst().orElseThrow();
        to = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(line.split(" ")[1]));
    }

    /** Says {@code samples} from the next frame on; silence follows. */
    public void say(short[] samples) {
        channel.eventLoop().execute(() -> {
            for (int at = 0; at + 160 <= samples.length; at += 160) {
                short[] frame = new short[160];
                System.arraycopy(samples, at, frame, 0, 160);
                frames.add(frame);
            }
        });
    }

    /** When the first frame of the last {@link #say} went out; 0 before. */
    public long voiceSentNanos() {
        return voiceSentNanos;
    }

    public void press(String keys) {
        channel.eventLoop().execute(() -> digits.offer(keys));
    }

    /** Sends nothing at all any more, or again. */
    public void mute(boolean nothing) {
        channel.eventLoop().execute(() -> muted = nothing);
    }

    /** Sends bytes as they are. */
    public void send(byte[] bytes) {
        InetSocketAddress target = to;
        if (target != null) {
            channel.writeAndFlush(new DatagramPacket(Unpooled.wrappedBuffer(bytes), target));
        }
    }

    private void tick() {
        InetSocketAddress target = to;
        if (target != null && !muted) {
            channel.writeAndFlush(new DatagramPacket(next(), target));
        }
        long due = baseNanos + ++sentFrames * 20_000_000L;
        if (channel.isOpen()) {
            channel.eventLoop().schedule(this::tick, due - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
    }

    private ByteBuf next() {
        ByteBuf packet = Unpooled.buffer(1024);
        if (digits.step(timestamp)) {
            RtpPacket.writeHeader(packet, 101, digits.marker(), sequence, digits.timestamp(), ssrc);
            packet.writeInt(digits.word());
        } else {
            boolean voice = !frames.isEmpty();
            short[] frame = voice ? frames.remove() : new short[160];
            voiceSentNanos = voice && voiceSentNanos == 0 ? System.nanoTime() : voice ? voiceSentNanos : 0;
            byte[] payload = new byte[640];
            int bytes = codec.encode(frame, 0, 160, payload, 0);
            RtpPacket.writeHeader(packet, format.offeredPayloadType(), false, sequence, timestamp, ssrc);
            packet.writeBytes(payload, 0, bytes);
        }
        sequence = (sequence + 1) & 0xFFFF;
        timestamp += format.clockUnits(160);
        return packet;
    }

    /** The next packet, or a failure after five seconds. */
    public Packet awaitPacket() throws InterruptedException {
        Packet packet = received.poll(5, TimeUnit.SECONDS);
        if (packet == null) {
            throw new AssertionError("no packet came for 5 s");
        }
        return packet;
    }

    /** The sound of the next {@code count} packets. */
    public short[] listen(int count) throws InterruptedException {
        List<short[]> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            parts.add(awaitPacket().samples());
        }
        return Sounds.join(parts.toArray(new short[0][]));
    }

    /** Forgets what came until now. */
    public void forget() {
        received.clear();
    }

    /** Packets that came and were not looked at yet. */
    public int waiting() {
        return received.size();
    }

    @Override
    public void close() {
        channel.close().syncUninterruptibly();
    }

    private final class Inbound extends SimpleChannelInboundHandler<DatagramPacket> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, DatagramPacket message) {
            byte[] bytes = ByteBufUtil.getBytes(message.content());
            RtpPacket rtp = new RtpPacket();
            if (rtp.wrap(message.content()) != RtpPacket.Flaw.NONE) {
                return;
            }
            boolean sound = rtp.payloadType() == format.offeredPayloadType();
            short[] samples = new short[AudioCodec.MAX_SAMPLES];
            int heard = sound ? codec.decode(bytes, RtpPacket.HEADER_BYTES, rtp.payloadLength(), samples, 0) : 0;
            received.add(new Packet(
                    System.nanoTime(),
                    rtp.payloadType(),
                    rtp.marker(),
                    rtp.sequence(),
                    rtp.timestamp(),
                    rtp.ssrc(),
                    Arrays.copyOf(samples, heard),
                    bytes));
        }
    }
}
