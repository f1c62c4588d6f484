package dev.sotto.loadtest.phone;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls on one port, told apart by where the server sends from. */
class SoundPortIT {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final EventLoop loop = group.next();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private <T> T onLoop(Callable<T> what) throws Exception {
        return loop.submit(what).get(20, TimeUnit.SECONDS);
    }

    private SoundPort port(int lanes) throws Exception {
        return onLoop(() -> new SoundPort(loop, HERE, lanes, 0, System::nanoTime));
    }

    private SoundPort.Receiver call(String name) {
        return (packet, now) -> heard.add(name + " " + packet.toString(StandardCharsets.UTF_8));
    }

    private static InetSocketAddress address(DatagramSocket server) {
        return new InetSocketAddress(HERE, server.getLocalPort());
    }

    private static void send(DatagramSocket from, SoundPort to, String text) throws Exception {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        from.send(new java.net.DatagramPacket(bytes, bytes.length, HERE, to.number()));
    }

    private String next() throws Exception {
        return heard.poll(20, TimeUnit.SECONDS);
    }

    @Test
    void eachCallHearsItsOwnServerPort() throws Exception {
        SoundPort port = port(2);
        try (DatagramSocket one = new DatagramSocket(0, HERE);
                DatagramSocket two = new DatagramSocket(0, HERE);
                DatagramSocket stranger = new DatagramSocket(0, HERE)) {
            onLoop(() -> {
                port.take();
                port.take();
                port.expect(address(one), call("first"));
                port.expect(address(two), call("second"));
                return null;
            });
            assertThat(port.isFull()).isTrue();

            send(stranger, port, "x");
            send(two, port, "b");
            assertThat(next()).isEqualTo("second b");
            send(one, port, "a");
            assertThat(next()).isEqualTo("first a");

            assertThat(onLoop(port::strays)).isEqualTo(1);
        }
    }

    @Test
    void whoHasThePortForHimselfHearsEverything() throws Exception {
        SoundPort port = port(1);
        try (DatagramSocket one = new DatagramSocket(0, HERE);
                DatagramSocket elsewhere = new DatagramSocket(0, HERE)) {
            onLoop(() -> {
                port.take();
                port.expect(address(one), call("only"));
                return null;
            });

            send(elsewhere, port, "a");

            assertThat(next()).isEqualTo("only a");
        }
    }

    @Test
    void packetsWaitForTheFlush() throws Exception {
        SoundPort port = port(2);
        try (DatagramSocket server = new DatagramSocket(0, HERE)) {
            server.setSoTimeout(20_000);
            onLoop(() -> {
                for (int i = 0; i < 3; i++) {
                    ByteBuf content = port.newPacket(16).writeByte('0' + i);
                    port.send(new DatagramPacket(content, address(server)));
                }
                port.flush();
                return null;
            });

            StringBuilder came = new StringBuilder();
            byte[] buffer = new byte[16];
            for (int i = 0; i < 3; i++) {
                var packet = new java.net.DatagramPacket(buffer, buffer.length);
                server.receive(packet);
                came.append(new String(buffer, 0, packet.getLength(), StandardCharsets.UTF_8));
            }
            assertThat(came.toString()).isEqualTo("012");
        }
    }

    @Test
    void whatComesAfterACallIsNobodys() throws Exception {
        SoundPort port = port(2);
        try (DatagramSocket one = new DatagramSocket(0, HERE);
                DatagramSocket two = new DatagramSocket(0, HERE)) {
            SoundPort.Receiver gone = call("gone");
            onLoop(() -> {
                port.take();
                port.take();
                port.expect(address(one), gone);
                port.expect(address(two), call("there"));
                port.leave(address(one), gone);
                return null;
            });

            send(one, port, "late");
            send(two, port, "b");

            assertThat(next()).isEqualTo("there b");
            assertThat(onLoop(port::strays)).isEqualTo(1);
            assertThat(port.isFull()).isFalse();
        }
    }
}
