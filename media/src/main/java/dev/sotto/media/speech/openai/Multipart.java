package dev.sotto.media.speech.openai;

import io.vertx.core.buffer.Buffer;
import java.util.UUID;

/** A form as RFC 7578 has it. */
final class Multipart {
    private final String boundary = "sotto-" + UUID.randomUUID();
    private final Buffer bytes = Buffer.buffer();

    Multipart field(String name, String value) {
        bytes.appendString(
                "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n");
        return this;
    }

    Multipart file(String name, String fileName, String type, Buffer content) {
        bytes.appendString("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\""
                        + fileName + "\"\r\nContent-Type: " + type + "\r\n\r\n")
                .appendBuffer(content)
                .appendString("\r\n");
        return this;
    }

    Multipart end() {
        bytes.appendString("--" + boundary + "--\r\n");
        return this;
    }

    String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    Buffer bytes() {
        return bytes;
    }
}
