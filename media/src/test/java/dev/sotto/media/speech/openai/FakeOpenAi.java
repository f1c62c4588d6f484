package dev.sotto.media.speech.openai;

import dev.sotto.media.speech.service.FakeService;
import dev.sotto.media.speech.service.StepEar;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Transcribes WAV files in forms, and speaks: a second of a 300 Hz tone for each word, in pieces of 100 ms. */
final class FakeOpenAi extends FakeService {
    static final int RATE = 24_000;

    volatile long pieceMillis = 1;

    @Override
    protected void setUp(HttpServer server) {
        server.requestHandler(request -> {
            connections.incrementAndGet();
            log.add(request.path());
            if (fault == Fault.SILENT) {
                return;
            }
            if (!("Bearer " + KEY).equals(request.getHeader("Authorization")) || fault == Fault.UNAUTHORIZED) {
                request.response().setStatusCode(401).end("{\"error\":{}}");
            } else if (fault == Fault.LIMITED) {
                request.response()
                        .setStatusCode(429)
                        .putHeader("Retry-After", "20")
                        .end();
            } else if (fault == Fault.BROKEN) {
                request.response().setStatusCode(500).end();
            } else if (request.path().endsWith("/audio/transcriptions")) {
                transcribe(request);
            } else {
                request.body().onSuccess(body -> speak(request.response(), body.toJsonObject()));
            }
        });
    }

    private void transcribe(HttpServerRequest request) {
        request.setExpectMultipart(true);
        Buffer file = Buffer.buffer();
        request.uploadHandler(upload -> upload.handler(file::appendBuffer));
        request.endHandler(v -> {
            request.formAttributes().forEach((name, value) -> log.add(name + "=" + value));
            short[] sound = new short[(file.length() - 44) / 2];
            for (int i = 0; i < sound.length; i++) {
                sound[i] = file.getShortLE(44 + 2 * i);
            }
            answer(request.response(), StepEar.text(sound, 0, sound.length));
        });
    }

    private void answer(HttpServerResponse response, String words) {
        String text = words.isEmpty() ? "" : Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
        JsonArray segments = new JsonArray();
        if (!words.isEmpty()) {
            segments.add(new JsonObject().put("avg_logprob", -0.1).put("no_speech_prob", 0.01));
        }
        String json =
                new JsonObject().put("text", text).put("segments", segments).encode();
        switch (fault) {
            case HALF_JSON -> response.end(json.substring(0, json.length() / 2));
            case HANGS_UP -> {
                response.setChunked(true).write(json.substring(0, 5));
                vertx().setTimer(20, id -> response.reset());
            }
            case STALLS -> response.setChunked(true).write(json.substring(0, 5));
            case HUGE -> response.end("x".repeat(10_000_000));
            default -> response.putHeader("Content-Type", "application/json").end(json);
        }
    }

    private void speak(HttpServerResponse response, JsonObject asked) {
        log.add(asked.encode());
        int pieces = 10 * asked.getString("input").split(" ").length;
        response.putHeader("Content-Type", "audio/pcm").setChunked(true);
        if (fault == Fault.HALF_JSON) {
            response.putHeader("Content-Type", "application/json").end("{\"err");
            return;
        }
        piece(response, 0, pieces);
    }

    private void piece(HttpServerResponse response, int piece, int pieces) {
        if (fault == Fault.HANGS_UP && piece == 5) {
            response.reset();
        } else if (fault == Fault.STALLS && piece == 5) {
            log.add("stalled");
        } else if (piece == pieces) {
            log.add("all sent");
            response.end();
        } else {
            response.write(tone(piece));
            vertx().setTimer(pieceMillis, id -> {
                if (!response.closed()) {
                    piece(response, piece + 1, pieces);
                }
            });
        }
    }

    /** Odd in bytes, so that samples are cut in the middle. */
    private static Buffer tone(int piece) {
        int size = RATE / 10;
        Buffer bytes = Buffer.buffer();
        for (int i = piece * size; i < (piece + 1) * size; i++) {
            bytes.appendShortLE((short) (8_000 * Math.sin(2 * Math.PI * 300 * i / RATE)));
        }
        return bytes;
    }
}
