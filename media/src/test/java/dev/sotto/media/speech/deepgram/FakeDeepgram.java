package dev.sotto.media.speech.deepgram;

import dev.sotto.media.codec.AudioFormat;
import dev.sotto.media.speech.service.FakeService;
import dev.sotto.media.speech.service.StepEar;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.ServerWebSocketHandshake;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Speaks the live protocol: Results for mu-law sound, interim and final, Finalize, KeepAlive, CloseStream. */
public final class FakeDeepgram extends FakeService {
    @Override
    protected void setUp(HttpServer server) {
        server.webSocketHandshakeHandler(this::shake);
        server.webSocketHandler(socket -> new Stream(socket).begin());
    }

    private void shake(ServerWebSocketHandshake handshake) {
        connections.incrementAndGet();
        log.add(handshake.uri());
        boolean known = ("Token " + KEY).equals(handshake.headers().get("Authorization"));
        switch (fault) {
            case UNAUTHORIZED -> handshake.reject(401);
            case LIMITED -> handshake.reject(429);
            case BROKEN -> handshake.reject(500);
            case SILENT -> log.add("not answered");
            default -> {
                if (known) {
                    handshake.accept();
                } else {
                    handshake.reject(401);
                }
            }
        }
    }

    private final class Stream {
        private final ServerWebSocket socket;
        private short[] heard = new short[0];
        private int settled;
        private int pieces;
        private JsonObject previous;

        Stream(ServerWebSocket socket) {
            this.socket = socket;
        }

        void begin() {
            socket.binaryMessageHandler(this::sound);
            socket.textMessageHandler(this::control);
            socket.closeHandler(v -> log.add("closed"));
        }

        private void sound(Buffer bytes) {
            short[] more = new short[bytes.length()];
            AudioFormat.PCMU.open().decode(bytes.getBytes(), 0, bytes.length(), more, 0);
            int before = heard.length;
            heard = Arrays.copyOf(heard, before + more.length);
            System.arraycopy(more, 0, heard, before, more.length);
            pieces++;
            if (previous != null && fault == Fault.LATE && before == settled) {
                send(previous);
            }
            if (pieces >= 3 && fault == Fault.HANGS_UP) {
                socket.close((short) 1011, "NET-0001");
            } else if (fault == Fault.HALF_JSON) {
                socket.writeTextMessage("{\"type\":\"Results\",\"channel\":{\"alter");
            } else if (fault == Fault.HUGE) {
                socket.writeTextMessage("x".repeat(10_000_000));
            } else if (fault != Fault.STALLS || pieces < 3) {
                send(results(settled, heard.length, false, false));
            }
        }

        private void control(String message) {
            String type = new JsonObject(message).getString("type");
            log.add(type);
            if (fault == Fault.STALLS) {
                return;
            }
            if (type.equals("Finalize")) {
                finals().forEach(this::send);
                settled = heard.length;
                send(new JsonObject().put("type", "UtteranceEnd").put("last_word_end", heard.length / 8_000.0));
            } else if (type.equals("CloseStream")) {
                send(new JsonObject().put("type", "Metadata").put("duration", heard.length / 8_000.0));
                socket.close();
            }
        }

        /** One stretch, or two where order or number shall be wrong. */
        private List<JsonObject> finals() {
            List<JsonObject> finals = new ArrayList<>();
            Map<Integer, String> words = StepEar.hear(heard, settled, heard.length);
            if (fault == Fault.SWAPPED && words.size() > 1) {
                int half = words.keySet().stream()
                                .skip(words.size() / 2)
                                .findFirst()
                                .orElseThrow()
                        - 400;
                finals.add(results(settled, half, true, false));
                finals.add(results(half, heard.length, true, true));
                Collections.reverse(finals);
            } else {
                finals.add(results(settled, heard.length, true, true));
            }
            if (fault == Fault.TWICE) {
                finals.addAll(List.copyOf(finals));
            }
            previous = finals.get(finals.size() - 1);
            return finals;
        }

        private JsonObject results(int from, int to, boolean isFinal, boolean flushed) {
            return new JsonObject()
                    .put("type", "Results")
                    .put("channel_index", new JsonArray().add(0).add(1))
                    .put("start", from / 8_000.0)
                    .put("duration", (to - from) / 8_000.0)
                    .put("is_final", isFinal)
                    .put("speech_final", isFinal)
                    .put("from_finalize", flushed)
                    .put(
                            "channel",
                            new JsonObject()
                                    .put(
                                            "alternatives",
                                            new JsonArray()
                                                    .add(new JsonObject()
                                                            .put("transcript", StepEar.text(heard, from, to))
                                                            .put("confidence", 0.93)
                                                            .put("words", new JsonArray()))));
        }

        private void send(JsonObject message) {
            if (!socket.isClosed()) {
                socket.writeTextMessage(message.encode());
            }
        }
    }
}
