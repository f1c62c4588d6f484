package dev.sotto.media.speech.voskserver;

import dev.sotto.media.speech.service.FakeService;
import dev.sotto.media.speech.service.StepEar;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.ServerWebSocketHandshake;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;

/** Speaks vosk-server's protocol: a message for each piece of sound, a last one after eof, then it closes. */
final class FakeVoskServer extends FakeService {
    @Override
    protected void setUp(HttpServer server) {
        server.webSocketHandshakeHandler(this::shake);
        server.webSocketHandler(socket -> new Stream(socket).begin());
    }

    private void shake(ServerWebSocketHandshake handshake) {
        connections.incrementAndGet();
        switch (fault) {
            case UNAUTHORIZED -> handshake.reject(401);
            case LIMITED -> handshake.reject(429);
            case BROKEN -> handshake.reject(500);
            case SILENT -> log.add("not answered");
            default -> handshake.accept();
        }
    }

    private final class Stream {
        private final ServerWebSocket socket;
        private short[] heard = new short[0];
        private int pieces;
        private int settled;

        Stream(ServerWebSocket socket) {
            this.socket = socket;
        }

        void begin() {
            socket.binaryMessageHandler(this::sound);
            socket.textMessageHandler(this::control);
        }

        private void sound(Buffer bytes) {
            int before = heard.length;
            heard = Arrays.copyOf(heard, before + bytes.length() / 2);
            for (int i = before; i < heard.length; i++) {
                heard[i] = bytes.getShortLE(2 * (i - before));
            }
            pieces++;
            if (pieces >= 3 && fault == Fault.HANGS_UP) {
                socket.close();
            } else if (fault == Fault.HALF_JSON) {
                socket.writeTextMessage("{\"partial\" : \"on");
            } else if (fault == Fault.HUGE) {
                socket.writeTextMessage("x".repeat(10_000_000));
            } else if (fault == Fault.STALLS && pieces >= 3) {
                log.add("stalled");
            } else if (fault == Fault.TWICE && pieces == 2) {
                // its own endpointing: a result in the middle, nothing lost
                settle();
            } else {
                socket.writeTextMessage(new JsonObject()
                        .put("partial", StepEar.text(heard, settled, heard.length))
                        .encode());
            }
        }

        private void settle() {
            JsonArray words = new JsonArray();
            StepEar.hear(heard, settled, heard.length)
                    .values()
                    .forEach(word -> words.add(new JsonObject().put("conf", 0.9).put("word", word)));
            JsonObject result = new JsonObject().put("text", StepEar.text(heard, settled, heard.length));
            if (!words.isEmpty()) {
                result.put("result", words);
            }
            settled = heard.length;
            socket.writeTextMessage(result.encode());
        }

        private void control(String message) {
            log.add(message);
            if (new JsonObject(message).containsKey("eof") && fault != Fault.STALLS) {
                settle();
                socket.close();
            }
        }
    }
}
