package dev.sotto.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AssetTest {
    private static Asset asset(String path, String text) {
        return Asset.of(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The hash is what {@code printf '{}' | openssl dgst -sha256 -binary | base64} says. */
    @Test
    void inlineScriptsAreNamedByHashAndOthersAreNot() {
        Asset page = asset(
                "desk.html",
                "<script src=\"/a.js\"></script><script type=\"importmap\">{}</script><SCRIPT>{}</SCRIPT>");
        String hash = "'sha256-RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o='";
        assertThat(page.inlineScripts()).isEqualTo(hash + " " + hash);
        assertThat(asset("a.js", "<script>{}</script>").inlineScripts()).isEmpty();
    }

    @Test
    void typesAreWhatBrowsersWant() {
        assertThat(asset("a.js", "").contentType()).contains("javascript").contains("utf-8");
        assertThat(asset("a.mjs", "").contentType()).contains("javascript");
        assertThat(asset("a.css", "").contentType()).startsWith("text/css");
        assertThat(asset("a.svg", "").contentType()).isEqualTo("image/svg+xml");
        assertThat(asset("a.html", "").contentType()).startsWith("text/html");
        assertThat(asset("a.strange", "").contentType()).isEqualTo("application/octet-stream");
    }

    @Test
    void anotherContentHasAnotherTag() {
        assertThat(asset("a.js", "1").etag())
                .isEqualTo(asset("b.js", "1").etag())
                .isNotEqualTo(asset("a.js", "2").etag());
    }
}
