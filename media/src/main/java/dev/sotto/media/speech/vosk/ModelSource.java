package dev.sotto.media.speech.vosk;

import java.net.URI;

/**
 * Where a model comes from and what it must be.
 *
 * @param sha256 of the zip, 64 hexadecimal digits
 */
public record ModelSource(URI url, String sha256) {
    /** The publisher's small English model, 40 MB, Apache-2.0. */
    public static final ModelSource SMALL_ENGLISH = new ModelSource(
            URI.create("https://alphacephei.com/vosk/models/vosk-model-small-en-us-0.15.zip"),
            "30f26242c4eb449f948e42cb302dd7a686cb29a3423a8367f99ff41780942498");

    public ModelSource {
        if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
            throw new IllegalArgumentException("the address of a model must be http or https, is " + url);
        }
        if (!sha256.matches("[0-9a-fA-F]{64}")) {
            throw new IllegalArgumentException("a SHA-256 checksum has 64 hexadecimal digits, not \"" + sha256 + "\"");
        }
        if (name(url).isEmpty()) {
            throw new IllegalArgumentException(
                    "the address of a model must end in a name such as model.zip, is " + url);
        }
    }

    /** What its folder is called. */
    public String name() {
        return name(url);
    }

    private static String name(URI url) {
        String path = url.getPath() == null ? "" : url.getPath();
        String file = path.substring(path.lastIndexOf('/') + 1);
        String name = file.endsWith(".zip") ? file.substring(0, file.length() - 4) : "";
        return name.matches("[A-Za-z0-9][A-Za-z0-9._-]*") ? name : "";
    }
}
