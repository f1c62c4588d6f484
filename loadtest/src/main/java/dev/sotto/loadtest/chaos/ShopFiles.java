package dev.sotto.loadtest.chaos;

import dev.sotto.loadtest.server.DemoShop;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** The demo shop's task files with the address of a shop that somebody else runs. Blocks for some milliseconds. */
final class ShopFiles {
    /** Orders of the demo shop. */
    static final List<String> ORDERS = List.of("482913", "105577", "730264", "618340", "846215");

    private ShopFiles() {}

    static void copyTo(Path folder, URI shop) throws IOException {
        DemoShop.copyTo(folder, text -> text.replace("\"${shop}\"", "\"" + shop + "\""));
    }
}
