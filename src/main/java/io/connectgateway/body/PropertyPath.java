package io.connectgateway.body;

import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.List;

/** Where a problem is, in the names of the wire: {@code intent.checkoutAddon.addons[0]}. */
final class PropertyPath {

    /** A caller may send longer names, but this much of one says enough. */
    private static final int MAX_NAME_LENGTH = 64;

    private PropertyPath() {}

    static String of(List<Reference> steps) {
        String path = "";
        for (Reference step : steps) {
            String name = step.getFieldName();
            path = name == null ? path + "[" + step.getIndex() + "]" : join(path, name);
        }
        return path;
    }

    static String of(Path nodes) {
        String path = "";
        for (Path.Node node : nodes) {
            if (node.getIndex() != null) {
                path += "[" + node.getIndex() + "]";
            } else if (node.getKey() != null) {
                path = join(path, node.getKey().toString());
            }
            if (node.getKind() == ElementKind.PROPERTY) {
                path = join(path, node.getName());
            }
        }
        return path;
    }

    static String join(String path, String name) {
        String shown = name.length() <= MAX_NAME_LENGTH ? name : name.substring(0, MAX_NAME_LENGTH) + "…";
        return path.isEmpty() ? shown : path + "." + shown;
    }
}
