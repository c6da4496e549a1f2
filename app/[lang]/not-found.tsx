import { NotFoundPage } from "@/app/_ui/not-found-page";

/** What is shown where a page has nothing of that name. */
export default function NotFound() {
  return <NotFoundPage />;
}
