package dev.sotto.media.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.media.codec.AudioFormat;
import dev.sotto.media.testbed.RawPeer;
import dev.sotto.media.testbed.RecordingListener;
import dev.sotto.media.testbed.Sounds;
import dev.sotto.media.testbed.ToneNarrator;
import dev.sotto.media.testbed.ToneProbe;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.ContextInternal;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a verticle's own event loop, with and without native transport. */
class VertxLoopIT {
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void echoesOnTheVerticlesLoop(boolean nativeTransport) throws Exception {
        Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(nativeTransport));
        EventLoopGroup peers = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        EventLoop loop = ((ContextInternal) vertx.getOrCreateContext()).nettyEventLoop();
        MediaEngine engine = new MediaEngine(
                loop,
                MediaSettings.defaults(InetAddress.getLoopbackAddress()),
                MediaPorts.of(42_000, 42_099),
                new ToneNarrator(),
                null,
                MediaMeters.NONE);
        try (RawPeer peer = new RawPeer(peers.next(), AudioFormat.PCMU, 5)) {
            String answer = loop.submit(() -> {
                        MediaSession session = engine.open(peer.offer(), MediaMode.ECHO, new RecordingListener());
                        session.start();
                        return session.localSdp();
                    })
                    .get(10, TimeUnit.SECONDS);
            peer.connect(answer);
            peer.say(Sounds.tone(700, 8000, 3000));

            peer.listen(30);
            assertThat(ToneProbe.hears(peer.listen(40), 700)).isTrue();
        } finally {
            loop.submit(engine::close).get(10, TimeUnit.SECONDS);
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
            peers.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
        }
    }
}
