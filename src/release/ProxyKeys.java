import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Numbers the proxies in the classes that Quarkus records for its start. Quarkus counts them across the threads of its
 * build, so that no two builds have the same numbers. At run time the numbers are only keys of one map. Newer versions
 * of Quarkus count in each class (quarkusio/quarkus, pull request 53025), and will not need this.
 */
class ProxyKeys {

    private final Map<String, String> numbered = new HashMap<>();

    /** @param args the function's zip, which is changed in place */
    public static void main(String[] args) throws IOException {
        ProxyKeys keys = new ProxyKeys();
        try (FileSystem zip = FileSystems.newFileSystem(Path.of(args[0]));
                Stream<Path> files = Files.walk(zip.getPath("/"))) {
            List<Path> classes = files.filter(file -> file.toString().endsWith(".class"))
                    .sorted((a, b) -> a.toString().compareTo(b.toString()))
                    .toList();
            for (Path file : classes) {
                Files.write(file, keys.renumbered(Files.readAllBytes(file)));
            }
        }
    }

    /** Renames the keys in a class's constants (JVM specification, section 4.4) and changes nothing else. */
    private byte[] renumbered(byte[] file) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(file));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeLong(in.readLong());
        int constants = in.readUnsignedShort();
        out.writeShort(constants);
        for (int i = 1; i < constants; i++) {
            int tag = in.readUnsignedByte();
            out.writeByte(tag);
            switch (tag) {
                case 1 -> out.writeUTF(renumbered(in.readUTF()));
                case 5, 6 -> {
                    out.writeLong(in.readLong());
                    // A long or double counts for two.
                    i++;
                }
                case 7, 8, 16, 19, 20 -> out.writeShort(in.readShort());
                case 15 -> out.write(in.readNBytes(3));
                default -> out.writeInt(in.readInt());
            }
        }
        out.write(in.readAllBytes());
        return bytes.toByteArray();
    }

    private String renumbered(String text) {
        return text.matches("proxykey\\d+")
                ? numbered.computeIfAbsent(text, key -> "proxykey" + numbered.size())
                : text;
    }
}
