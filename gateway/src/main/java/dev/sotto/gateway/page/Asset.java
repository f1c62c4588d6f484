package dev.sotto.gateway.page;

import io.netty.handler.codec.http.HttpHeaderValues;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.MimeMapping;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A file as it is served.
 *
 * @param etag the hash of its bytes; weak, for they may be compressed on the way
 * @param inlineScripts what its content security policy must allow: a hash source for each inline script of a page
 */
record Asset(Buffer bytes, String contentType, String etag, String inlineScripts) {
    private static final Pattern INLINE_SCRIPT =
            Pattern.compile("<script(?![^>]*\\bsrc=)[^>]*>(.*?)</script>", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    static Asset of(String path, byte[] bytes) {
        String type = contentType(path);
        String scripts = type.startsWith("text/html") ? hashes(new String(bytes, StandardCharsets.UTF_8)) : "";
        String etag = "W/\"" + HexFormat.of().formatHex(sha256(bytes), 0, 12) + '"';
        return new Asset(Buffer.buffer(bytes), type, etag, scripts);
    }

    private static String contentType(String path) {
        String type = path.endsWith(".mjs") ? "text/javascript" : MimeMapping.mimeTypeForFilename(path);
        if (type == null) {
            return HttpHeaderValues.APPLICATION_OCTET_STREAM.toString();
        }
        boolean text = type.startsWith("text/") || type.endsWith("javascript") || type.endsWith("json");
        return text ? type + ";charset=utf-8" : type;
    }

    private static String hashes(String html) {
        return INLINE_SCRIPT
                .matcher(html)
                .results()
                .map(script -> sha256(script.group(1).getBytes(StandardCharsets.UTF_8)))
                .map(hash -> "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'")
                .collect(Collectors.joining(" "));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
